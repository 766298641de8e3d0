import { accessSync, constants, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "./steps.js";

/** The folder, made when absent. */
export function checkFolder(name: string): string {
  const folder = resolve(name);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartError(
      `DATA_DIR ${folder} is not a folder that this user can write (${code}). Repair it, or set DATA_DIR to another folder.`,
    );
  }
}

/** The processes of a killed start let go of their ports within seconds; anybody else keeps them. */
export async function checkPorts(ports: number[], host: string, wasKilled: boolean): Promise<void> {
  for (const port of ports) {
    for (let tries = wasKilled ? 100 : 1; !(await isFree(port, host)); tries--) {
      if (tries <= 1)
        throw new StartError(
          ports.length > 1
            ? `Port ${port} is in use by another program. Choose a PORT that is free with the two above it, for example PORT=${ports[0]! + 100} npm start.`
            : `Port ${port} is in use by another program. Choose another, for example PORT=${port + 100} npm start.`,
        );
      await sleep(100);
    }
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(false);
      else
        failed(new StartError(`HOST ${host}, PORT ${port}: this machine cannot listen there (${error.code}). Set HOST or PORT otherwise.`));
    });
    server.listen(port, host, () => server.close(() => done(true)));
  });
}
