/**
 * How Node is started for the program, wherever it is. By itself V8 lets the garbage of a stream grow to half a gigabyte before it looks after
 * it: the heap is held near what is alive, for some percent of CPU. `package.json` and `deploy/Containerfile` name the same flags.
 */
export const nodeFlags = ['--max-semi-space-size=8', '--initial-old-space-size=64', '--heap-growing-percent=50'];
