// The command by itself, for programs that have it as a part.
export { runCli } from "./cli/run-cli.js";
