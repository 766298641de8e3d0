import { appendFileSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";

/** Where in the dialogue a rule applies. `dot`: after the whole message was read. */
export type Moment = "connect" | "ehlo" | "auth" | "mail" | "rcpt" | "data" | "body" | "dot" | "rset";
export type SinkRule = {
  at: Moment;
  /** The recipient, or `@` and a domain; without it the rule is for all. Before RCPT there is none yet. */
  to?: string;
  /** An answer such as `451 4.7.1 later`, or what goes wrong instead; `drop` answers and ends the connection. */
  do: string | "disconnect" | "hang" | { wait: number | Promise<unknown> } | { drop: string };
  /** How often; without it always. */
  times?: number;
};
export type SinkOptions = {
  port?: number;
  transcript?: string;
  rules?: SinkRule[];
  /** What it does to a recipient at a moment, where it is not the usual; asked before the rules. */
  script?: (at: Moment, to: string) => SinkRule["do"] | null;
  auth?: boolean;
  keepRaw?: boolean;
  mostConnections?: number;
  /** So many messages over one connection; then the next is refused, other than by 421: at MAIL FROM for good, or as it says. */
  mostMails?: number;
  spent?: { at: Moment; answer: string };
};

/** What the sink answered for with 250. Written to the transcript before the answer leaves. */
export type SunkMail = { messageId: string; from: string; to: string[]; raw: string; connection: number };
export type Sink = {
  url: string;
  port: number;
  transcript: string;
  rules: SinkRule[];
  mails: () => SunkMail[];
  /** Every command and answer, in order: `C: MAIL FROM:<…>`, `S: 250 ok`. */
  dialogue: () => string[];
  close: () => Promise<void>;
};

/** A real SMTP server that delivers to a file. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const transcript = options.transcript ?? join(mkdtempSync(join(tmpdir(), "sink-")), "transcript.jsonl");
  const rules = options.rules ?? [];
  const file = openSync(transcript, "a");
  const sockets = new Set<Socket>();
  const dialogue: string[] = [];
  let count = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    // one that was told goodbye counts no more, whenever its end is noticed
    const isFull =
      options.mostConnections !== undefined && [...sockets].filter(({ writable }) => writable).length > options.mostConnections;
    serve(socket, {
      number: ++count,
      rules,
      file,
      dialogue,
      isFull,
      script: options.script ?? (() => null),
      auth: options.auth ?? false,
      keepRaw: options.keepRaw ?? true,
      mostMails: options.mostMails ?? Number.POSITIVE_INFINITY,
      spent: options.spent ?? { at: "mail", answer: "550 5.7.0 Too many messages in this session" },
    });
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    transcript,
    rules,
    mails: () => readTranscript(transcript),
    dialogue: () => [...dialogue],
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
      closeSync(file);
    },
  };
}

/** How many lines there are, without reading what they say: for who waits and asks often. */
export function countSunk(transcript: string): number {
  if (!existsSync(transcript)) return 0;
  return readFileSync(transcript).reduce((count, byte) => count + Number(byte === 0x0a), 0);
}

export function readTranscript(transcript: string): SunkMail[] {
  if (!existsSync(transcript)) return [];
  return readFileSync(transcript, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SunkMail);
}

type Session = {
  number: number;
  rules: SinkRule[];
  file: number;
  dialogue: string[];
  isFull: boolean;
  script: NonNullable<SinkOptions["script"]>;
  auth: boolean;
  keepRaw: boolean;
  mostMails: number;
  spent: { at: Moment; answer: string };
};

const END = "\r\n.\r\n";

const isFor = (rule: SinkRule, to: string[]) =>
  !rule.to || to.some((address) => address === rule.to || (rule.to!.startsWith("@") && address.endsWith(rule.to!)));

function serve(socket: Socket, session: Session): void {
  let from = "";
  let to: string[] = [];
  let buffer = "";
  let isBody = false;
  let mails = 0;
  let queue: Promise<void> = Promise.resolve();

  /** Several lines of one answer come apart at their line feeds. */
  const say = (answer: string) => {
    for (const line of answer.split("\n")) {
      session.dialogue.push(`S: ${line}`);
      socket.write(`${line}\r\n`);
    }
    if (answer.startsWith("421")) socket.end();
  };
  function actAt(at: Moment): SinkRule["do"] | null {
    if (mails > session.mostMails && at === session.spent.at) return session.spent.answer;
    const scripted = session.script(at, to[0] ?? "");
    if (scripted) return scripted;
    const rule = session.rules.find((rule) => rule.at === at && rule.times !== 0 && isFor(rule, to));
    if (rule?.times) rule.times -= 1;
    return rule?.do ?? null;
  }
  /** Answers, unless the script or a rule has it otherwise. */
  async function answer(at: Moment, usual: string | null, act = actAt(at)): Promise<boolean> {
    if (act === "disconnect") {
      socket.destroy();
      return false;
    }
    if (act === "hang") return new Promise(() => {});
    if (act && typeof act === "object" && "drop" in act) {
      say(act.drop);
      socket.end();
      return false;
    }
    if (act && typeof act === "object") await (typeof act.wait === "number" ? setTimeout(act.wait) : act.wait);
    const line = typeof act === "string" ? act : usual;
    if (line) say(line);
    return line === usual;
  }

  async function take(line: string): Promise<void> {
    session.dialogue.push(`C: ${line}`);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") {
      if (!(await answer("ehlo", null))) return;
      for (const extension of ["sink", "PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", ...(session.auth ? ["AUTH PLAIN"] : [])])
        say(`250-${extension}`);
      say("250 SIZE 50000000");
    } else if (verb === "AUTH") await answer("auth", "235 2.7.0 welcome");
    else if (verb === "MAIL") {
      to = [];
      from = /<(.*?)>/.exec(line)?.[1] ?? "";
      mails += 1;
      if (!(await answer("mail", "250 2.1.0 ok"))) from = "";
    } else if (verb === "RCPT") {
      to.push(/<(.*?)>/.exec(line)?.[1] ?? "");
      if (!(await answer("rcpt", "250 2.1.5 ok"))) to.pop();
    } else if (verb === "DATA") {
      if (!from || to.length === 0) say("503 5.5.1 nobody to send to");
      else if (await answer("data", "354 go on")) isBody = true;
    } else if (verb === "RSET") {
      to = [];
      await answer("rset", "250 2.0.0 ok");
    } else if (verb === "QUIT") {
      say("221 2.0.0 bye");
      socket.end();
    } else say("502 5.5.2 what?");
  }

  async function takeBody(raw: string): Promise<void> {
    const messageId = /^message-id:\s*(.+)$/im.exec(raw)?.[1]?.trim() ?? "";
    const mail: SunkMail = { messageId, from, to, raw: session.keepRaw ? raw.replace(/^\.\./gm, ".") : "", connection: session.number };
    const act = actAt("dot");
    // A server that answers anything but 250 has taken nothing; one that goes silent after the dot has.
    if (!act || (typeof act === "object" && "wait" in act) || act === "disconnect" || act === "hang")
      writeSync(session.file, `${JSON.stringify(mail)}\n`);
    await answer("dot", "250 2.0.0 Ok: queued as SINK1234", act);
  }

  /** One command after the other, also when they came together (pipelining). */
  async function work(): Promise<void> {
    for (;;) {
      if (isBody) {
        if (!(await bodyMayCome())) return;
        const end = `\r\n${buffer}`.indexOf(END);
        if (end < 0) return;
        const raw = buffer.slice(0, end);
        buffer = buffer.slice(end + END.length - 2);
        isBody = false;
        await takeBody(raw);
        continue;
      }
      const end = buffer.indexOf("\r\n");
      if (end < 0) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      await take(line);
    }
  }

  async function bodyMayCome(): Promise<boolean> {
    const act = actAt("body");
    return act ? answer("body", null, act) : true;
  }

  if (session.isFull) {
    say("421 4.7.0 too many connections");
    socket.end();
    return;
  }
  queue = queue.then(() => answer("connect", "220 sink ESMTP")).then(() => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("latin1");
    queue = queue.then(work);
  });
}

/** As a process of its own: `tsx test/support/smtp-sink.ts PORT TRANSCRIPT`. It keeps no bodies. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [port, transcript] = process.argv.slice(2);
  appendFileSync(transcript!, "");
  void startSink({ port: Number(port), transcript, keepRaw: false }).then((sink) => process.send?.({ port: sink.port }));
  process.on("disconnect", () => process.exit(0));
}
