import { createServer, connect as dial, type Socket } from "node:net";

export type Statement = { text: string; values: (string | null)[] };

/** A way to the database that writes down what is asked on it. */
export type Recorder = {
  /** The same database, through us. */
  url: string;
  /** What was asked while `work` ran. */
  during: (work: () => Promise<unknown>) => Promise<Statement[]>;
  close: () => void;
};

/** Listens between a server and its database and reads the client's side of PostgreSQL's protocol. Nothing that passes is changed. */
export async function recordStatements(databaseUrl: string): Promise<Recorder> {
  const database = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements: Statement[] | null = null;
  const proxy = createServer((client) => {
    const server = dial(Number(database.port), database.hostname);
    const read = readMessages((statement) => statements?.push(statement));
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    client.on("data", read);
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  return {
    url: Object.assign(new URL(databaseUrl), { port: String((proxy.address() as { port: number }).port) }).href,
    async during(work) {
      const heard: Statement[] = [];
      statements = heard;
      await work();
      statements = null;
      return heard;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

/** After the first message each begins with its kind and its length. Parse names a statement, Bind gives it values, Query is text alone. */
function readMessages(tell: (statement: Statement) => void): (chunk: Buffer) => void {
  const prepared = new Map<string, string>();
  let isStarted = false;
  let waiting: Buffer = Buffer.alloc(0);
  return (chunk) => {
    waiting = waiting.length > 0 ? Buffer.concat([waiting, chunk]) : chunk;
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (waiting.length < head + 4) return;
      const end = head + waiting.readInt32BE(head);
      if (waiting.length < end) return;
      const kind = isStarted ? String.fromCharCode(waiting[0]!) : "";
      const message = waiting.subarray(head + 4, end);
      waiting = waiting.subarray(end);
      isStarted = true;
      if (kind === "Q") tell({ text: readText(message, 0).text, values: [] });
      if (kind === "P") {
        const name = readText(message, 0);
        prepared.set(name.text, readText(message, name.end).text);
      }
      if (kind === "B") {
        const name = readText(message, readText(message, 0).end);
        tell({ text: prepared.get(name.text) ?? "", values: readValues(message, name.end) });
      }
    }
  };
}

function readValues(message: Buffer, from: number): (string | null)[] {
  const formats = message.readInt16BE(from);
  let at = from + 2 + formats * 2;
  const count = message.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = message.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : message.toString("utf8", at - length, at);
  });
}

function readText(message: Buffer, from: number): { text: string; end: number } {
  const end = message.indexOf(0, from);
  return { text: message.toString("utf8", from, end), end: end + 1 };
}
