//! How letters leave: through an SMTP server, or into a folder that a person or a test can read.

use std::path::PathBuf;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, SinglePart, header},
};

use super::rows::Mail;
use crate::config::Config;

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It never will: the address or the letter is refused for good.
    #[error("{0}")]
    ForGood(String),
    /// It may later.
    #[error("{0}")]
    ForNow(String),
}

/// The way out.
pub enum Transport {
    /// A server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// A folder of `.eml` files.
    Folder(PathBuf),
}

impl Transport {
    /// The way out of a configuration.
    ///
    /// # Errors
    /// What is wrong with the SMTP address, in words.
    pub fn new(config: &Config) -> Result<Self, String> {
        if config.smtp_url.is_empty() {
            let folder = config.data.join("mail");
            std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
            return Ok(Self::Folder(folder));
        }
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url).map_err(|e| e.to_string())?;
        Ok(Self::Smtp(Box::new(
            builder.timeout(Some(std::time::Duration::from_secs(20))).build(),
        )))
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// [`Failure`] says whether to try again.
    pub async fn send(&self, from: &str, mail: &Mail) -> Result<(), Failure> {
        let message = message(from, mail)?;
        match self {
            Self::Folder(folder) => {
                // The same name at each try: a letter tried twice is one file.
                let path = folder.join(format!("{}.eml", mail.id.simple()));
                tokio::fs::write(path, message.formatted())
                    .await
                    .map_err(|e| Failure::ForNow(e.to_string()))
            }
            Self::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(Failure::ForGood(error.to_string())),
                Err(error) => Err(Failure::ForNow(error.to_string())),
            },
        }
    }

    /// Tells whether the way out is open.
    ///
    /// # Errors
    /// In words.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Self::Folder(folder) => tokio::fs::metadata(folder)
                .await
                .map(drop)
                .map_err(|e| e.to_string()),
            Self::Smtp(server) => match server.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err("the mail server did not answer as expected".into()),
                Err(error) => Err(error.to_string()),
            },
        }
    }
}

fn message(from: &str, mail: &Mail) -> Result<Message, Failure> {
    let for_good = |e: &dyn std::fmt::Display| Failure::ForGood(e.to_string());
    let from: Mailbox = from.parse().map_err(|e| for_good(&e))?;
    let to = mail.address.parse().map_err(|e| for_good(&e))?;
    let parts = MultiPart::alternative()
        .singlepart(
            SinglePart::builder()
                .header(header::ContentType::TEXT_PLAIN)
                .body(mail.text.clone()),
        )
        .singlepart(
            SinglePart::builder()
                .header(header::ContentType::TEXT_HTML)
                .body(mail.html.clone()),
        );
    let mut message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .message_id(Some(mail.message_id.clone()))
        .multipart(parts)
        .map_err(|e| for_good(&e))?;
    let extra: Vec<(String, String)> = serde_json::from_str(&mail.headers).unwrap_or_default();
    for (name, value) in extra {
        let name = header::HeaderName::new_from_ascii(name).map_err(|e| for_good(&e))?;
        message
            .headers_mut()
            .insert_raw(header::HeaderValue::new(name, value));
    }
    Ok(message)
}
