import { connect } from "node:net";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";

/** `failed`: the scanner answered, and could not look at this one. */
export type Scan = "clean" | "infected" | "failed" | "unreachable";

const CHUNK = 64 * 1024;
/** Milliseconds without a word of the scanner. */
const LONGEST = 30_000;

/** Has the configured scanner look at a file, over INSTREAM of clamd. Where none is configured, everything is as good as looked at. */
export async function scan(bytes: Buffer): Promise<Scan> {
  const { clamav } = env();
  if (!clamav) return "clean";
  try {
    const said = await ask(clamav, bytes);
    if (/: OK\0?\s*$/.test(said)) return "clean";
    if (/ FOUND\0?\s*$/.test(said)) return "infected";
    if (/ ERROR\0?\s*$/.test(said)) {
      logger.warn({ event: "file not scanned", said });
      return "failed";
    }
    throw new Error("the scanner said something else than clean or found");
  } catch (error) {
    logger.warn({ event: "scanner unreachable", err: error });
    return "unreachable";
  }
}

function ask({ host, port }: { host: string; port: number }, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let said = "";
    socket.setTimeout(LONGEST, () => socket.destroy(new Error("the scanner stays silent")));
    socket.on("error", reject);
    socket.on("data", (text) => {
      said += text;
    });
    socket.on("close", () => resolve(said));
    socket.on("connect", () => {
      socket.write("zINSTREAM\0");
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const chunk = bytes.subarray(at, at + CHUNK);
        socket.write(lengthOf(chunk.length));
        socket.write(chunk);
      }
      socket.write(lengthOf(0));
    });
  });
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
