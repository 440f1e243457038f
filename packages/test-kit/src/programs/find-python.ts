import { spawnSync } from "node:child_process";
import { installPackage } from "./find-program.js";

/** The Python of Debian. Others do not see the libraries that Debian packages. */
const python = "/usr/bin/python3";

/**
 * Finds a Python that has a library. If it is missing, installs Debian's package of it, but only as root.
 *
 * @param library the module, such as `pandas`
 * @throws when the library is missing and cannot be installed. The message has the command that installs it
 */
export function findPython(library: string): string {
  if (hasLibrary(library)) return python;
  installPackage(`python3-${library}`);
  if (!hasLibrary(library)) throw new Error(`${python} does not find ${library}, which apt-get installed`);
  return python;
}

function hasLibrary(library: string): boolean {
  return spawnSync(python, ["-c", `import ${library}`]).status === 0;
}
