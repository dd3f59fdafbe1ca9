//! Dose limits of the infusion pump. Runs on the supervisor processor, which answers the main processor's questions and
//! can cut the power of the motor. It keeps no patient data.
#![no_std]

pub mod entry;
pub mod limits;
pub mod mailbox;
pub mod question;
