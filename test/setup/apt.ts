import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const APT = "/usr/bin/apt-get";

/** Installs a package of the system where that is ours to do: as root, on Debian and its like. Says whether it did. */
export function aptInstall(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
  const quiet = { stdio: "ignore" as const, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  try {
    execFileSync(APT, ["update", "-qq"], quiet);
    execFileSync(APT, ["install", "-y", "--no-install-recommends", name], quiet);
    return true;
  } catch {
    return false;
  }
}
