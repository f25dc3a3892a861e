//! Promises that no feature keeps alone: sessions that end, a log of safety, opinions nobody can list, what the law
//! asks to be said, letters, weight, and forms that say what is wrong.

mod forms;
mod law;
mod letters;
mod light;
mod limits;
mod safety;
