//! Supervisor processor of the infusion pump: recognises commands from the service port and the radio, holds the dose
//! limits, and can cut the power of the motor. It keeps no patient data beyond the label it passes on.
#![cfg_attr(not(test), no_std)]

pub mod command;
pub mod crc;
pub mod entry;
pub mod limits;
pub mod mailbox;
pub mod protocol;
pub mod question;
pub mod radio;
pub mod supervisor;
