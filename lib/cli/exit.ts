/** Exit codes of every command: fine, the stack is wrong, the command itself could not run. */
export const EXIT = { fine: 0, wrong: 1, cannotRun: 2 } as const;
