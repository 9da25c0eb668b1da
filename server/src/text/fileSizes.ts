/** How much of a file that nobody opened is read, whoever reads it. */

/** So much of its start tells what it is: enough for a long licence comment. */
export const sniffBytes = 64 * 1024;

/** Larger files are left to be opened by the user: one of them would take more memory than all the rest. */
export const largestBytes = 64 * 1024 * 1024;
