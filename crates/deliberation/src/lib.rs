//! Decisions made by calculation, pure and proved: how lists rank what grows and what is most useful.
//! Every formula says where it comes from.

pub mod ranking;
