//! What the start-up code of the supervisor enters, once, and never comes back from.
use crate::mailbox::Mailbox;
use crate::supervisor::Supervisor;

/// Addresses of the ports, from the processor's reference manual.
const MAIN_PORT: *mut u32 = 0x4001_3800 as *mut u32;
const SERVICE_PORT: *mut u32 = 0x4000_4400 as *mut u32;
const RADIO_PORT: *mut u32 = 0x4000_4800 as *mut u32;

/// Rounds of the loop without a byte after which a line counts as silent.
const SILENT_ROUNDS: u32 = 2_000;

// SAFETY: no other symbol of the image is named `supervisor_main`; the linker script fails the link if there is one.
#[unsafe(no_mangle)]
pub extern "C" fn supervisor_main() -> ! {
    // SAFETY: the three addresses are those of serial ports, aligned and mapped, and only this function uses them.
    let (main, service, radio) = unsafe { (Mailbox::at(MAIN_PORT), Mailbox::at(SERVICE_PORT), Mailbox::at(RADIO_PORT)) };
    let mut supervisor = Supervisor::default();
    let (mut main_quiet, mut service_quiet, mut radio_quiet) = (0u32, 0u32, 0u32);
    loop {
        main_quiet = match main.take() {
            Some(byte) => {
                supervisor.main_byte(byte, |record| {
                    main.send(&record);
                });
                0
            }
            None => main_quiet.saturating_add(1),
        };
        service_quiet = match service.take() {
            Some(byte) => {
                supervisor.service_byte(byte);
                0
            }
            None => service_quiet.saturating_add(1),
        };
        radio_quiet = match radio.take() {
            Some(byte) => {
                supervisor.radio_byte(byte);
                0
            }
            None => radio_quiet.saturating_add(1),
        };
        if main_quiet == SILENT_ROUNDS {
            supervisor.main_silent();
        }
        if service_quiet == SILENT_ROUNDS {
            supervisor.service_silent(|record| {
                main.send(&record);
            });
        }
        if radio_quiet == SILENT_ROUNDS {
            supervisor.radio_silent(|record| {
                main.send(&record);
            });
        }
    }
}
