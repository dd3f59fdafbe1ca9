//! What the start-up code of the supervisor calls, again and again.
use crate::limits::allows;
use crate::mailbox::Mailbox;
use crate::question::{Question, QUESTION_SIZE};

static mut BUFFER: [u8; QUESTION_SIZE] = [0; QUESTION_SIZE];
static mut FILLED: usize = 0;

/// Takes what has arrived and answers a question when it is complete.
#[no_mangle]
pub unsafe extern "C" fn supervisor_poll(port: *mut u32) {
    let mailbox = Mailbox::at(port);
    while let Some(byte) = mailbox.take() {
        BUFFER[FILLED] = byte;
        FILLED += 1;
        if FILLED == QUESTION_SIZE {
            FILLED = 0;
            let bytes = BUFFER;
            if let Some(question) = Question::read(&bytes) {
                let allowed = allows(question.drug, question.rate, question.volume);
                mailbox.send(&question.answer(allowed));
            }
        }
    }
}
