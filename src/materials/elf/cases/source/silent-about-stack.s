# A static program of Linux that only exits; the note says which system it is for (GNU ABI tag).
.section .note.ABI-tag, "a", @note
.long 4, 16, 1
.asciz "GNU"
.long 0, 3, 2, 0
.text
.globl _start
_start:
    mov $60, %eax
    xor %edi, %edi
    syscall
