import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { MINUTE } from "~/lib/dates";
import { duringMessage, type Envelope, type Failure, failureOf, lostError, whileOpen } from "./dialogue.server";
import { NO_SIGN_IN, NOT_TRIED, type RelayTrouble, readOutcome, type SendResult } from "./smtp-outcome.policy";

export type RelayOptions = {
  url: string;
  /** How many messages travel at once. */
  connections: number;
  timeouts?: Partial<typeof TIMEOUTS>;
};

/** Milliseconds. After the final dot a server may take ten minutes (RFC 5321 4.5.3.2.6), before it not. */
const TIMEOUTS = {
  connect: 30_000,
  envelope: 2 * MINUTE,
  answer: 10 * MINUTE,
  reset: 5_000,
  idle: 20_000,
  firstPause: 15_000,
  longestPause: 5 * MINUTE,
};

export type Relay = {
  /** How many messages may travel at once: less than asked for while the server allows no more. */
  readonly connections: number;
  /** Opens a connection, unless one is open. Null when the relay takes mail, else what is wrong with it. */
  probe: () => Promise<RelayTrouble | null>;
  /** One message to one recipient. `mayBegin` is asked just before MAIL FROM. Never throws. */
  send: (mail: { from: string; to: string; raw: Buffer; mayBegin: () => boolean }) => Promise<SendResult>;
  /** Leaves the relay alone for a while, longer each time until a message is accepted; gives how long, in milliseconds. */
  pause: () => number;
  isPaused: () => boolean;
  close: () => void;
};

/** So many messages over one connection until one more is tried where the server allowed no more: what it allows changes. */
const TRY_MORE_AFTER = 100;

/** `used`: it has carried a message to an answer, of whatever kind; `sent`: how many were accepted. */
type Lane = { connection: SMTPConnection; busy: boolean; used: boolean; sent: number; idle: NodeJS.Timeout | null };

/**
 * A few connections to the relay, opened when needed and kept while there is mail.
 * nodemailer reads a message only after the server's 354, so a message that was read is the one ambiguous moment: its loss
 * is told apart from a loss that is safe to repeat.
 */
export function openRelay({ url, connections, timeouts }: RelayOptions): Relay {
  const limits = { ...TIMEOUTS, ...timeouts };
  const { auth, ...options } = parseConnectionUrl(url);
  // A password leaves this machine encrypted or not at all.
  const requireTLS = auth !== undefined && !isLoopback(options.host ?? "");
  const lanes = new Set<Lane>();
  let most = connections;
  let pause = 0;
  let pausedUntil = 0;

  async function openLane(): Promise<Lane> {
    const connection = new SMTPConnection({
      ...options,
      ...(requireTLS ? { requireTLS } : {}),
      // Where nothing is secret, encryption is better than none, whoever vouches for it.
      ...(auth || options.secure ? {} : { tls: { rejectUnauthorized: false, ...options.tls } }),
      connectionTimeout: limits.connect,
      greetingTimeout: limits.connect,
      socketTimeout: limits.answer,
    });
    const lane: Lane = { connection, busy: true, used: false, sent: 0, idle: null };
    // The failure of a message comes through its own callback; without a listener it would end the process.
    connection.on("error", () => {});
    connection.once("end", () => drop(lane));
    try {
      await whileOpen(connection, limits.envelope, (done) => connection.connect(done));
      if (auth && !connection.allowsAuth) throw Object.assign(new Error("no sign-in is offered"), { code: NO_SIGN_IN });
      if (auth) await whileOpen(connection, limits.envelope, (done) => connection.login({ credentials: auth }, done));
    } catch (error) {
      connection.close();
      throw error;
    }
    lanes.add(lane);
    return lane;
  }

  function drop(lane: Lane): void {
    forget(lane);
    lane.connection.close();
  }

  function dismiss(lane: Lane): void {
    forget(lane);
    lane.connection.quit();
  }

  function forget(lane: Lane): void {
    lanes.delete(lane);
    if (lane.idle) clearTimeout(lane.idle);
    if (lanes.size === 0) most = connections;
  }

  function release(lane: Lane): void {
    lane.busy = false;
    lane.idle = setTimeout(() => dismiss(lane), limits.idle).unref();
  }

  function takeFree(): Lane | null {
    const lane = [...lanes].find((candidate) => !candidate.busy);
    if (!lane) return null;
    if (lane.idle) clearTimeout(lane.idle);
    lane.busy = true;
    return lane;
  }

  /** One attempt over one connection. */
  function transmit(lane: Lane, mail: { from: string; to: string; raw: Buffer }): Promise<SendResult> {
    const body = new Readable({
      read() {
        this.push(mail.raw);
        this.push(null);
      },
    });
    const envelope: Envelope = { from: mail.from, to: [mail.to] };
    return new Promise((done) => {
      const late = setTimeout(() => {
        if (body.readableDidRead) return;
        drop(lane);
        done(duringMessage(lostError("ETIMEDOUT"), envelope, false));
      }, limits.envelope);
      lane.connection.send(envelope, body, async (error, info) => {
        clearTimeout(late);
        if (!error) {
          lane.used = true;
          lane.sent += 1;
          if (lane.sent % TRY_MORE_AFTER === 0) most = Math.min(most + 1, connections);
          pause = 0;
          release(lane);
          return done({ ok: true, response: info?.response ?? "" });
        }
        const failure = duringMessage(error, envelope, body.readableDidRead);
        const isSpent = isOfConnection(failure) && lane.used;
        lane.used = true;
        const isUsable = !isSpent && failure.responseCode && failure.responseCode !== 421 && !lane.connection.destroyed;
        // Until its connection is ready for the next, a message counts as on its way.
        if (isUsable)
          await whileOpen(lane.connection, limits.reset, (ready) => lane.connection.reset(ready)).then(
            () => release(lane),
            () => drop(lane),
          );
        else drop(lane);
        done(failure);
      });
    });
  }

  async function connectAnd<T>(use: (lane: Lane) => T | Promise<T>): Promise<T | Extract<SendResult, { ok: false }>> {
    try {
      return await use(takeFree() ?? (await openLane()));
    } catch (error) {
      // A server that allows so many connections and no more: the message waits for one of those.
      if (lanes.size > 0) {
        most = Math.min(lanes.size, connections);
        return { ok: false, begun: false, code: NOT_TRIED };
      }
      return { command: "CONN", ...failureOf(error as Failure, false) };
    }
  }

  return {
    get connections() {
      return most;
    },
    async probe() {
      const failed = await connectAnd((lane) => void release(lane));
      return failed ? (readOutcome(failed, "service").relay ?? "unreachable") : null;
    },
    async send(mail) {
      for (;;) {
        const sent = await connectAnd(async (lane) => {
          const reused = lane.used;
          if (!mail.mayBegin()) {
            release(lane);
            return { ok: false as const, begun: false, code: NOT_TRIED, reused: false };
          }
          return { ...(await transmit(lane, mail)), reused };
        });
        // A connection that carried mail before may have been ended by the server in between, or carry no more: a fresh one is asked.
        const isEnd = !sent.ok && (!sent.responseCode || isOfConnection(sent));
        const ended = isEnd && !sent.begun && "reused" in sent && sent.reused;
        if (!ended) return sent;
      }
    },
    pause() {
      pause = Math.min(pause ? pause * 2 : limits.firstPause, limits.longestPause);
      pausedUntil = performance.now() + pause;
      return pause;
    },
    isPaused: () => performance.now() < pausedUntil,
    close() {
      for (const lane of [...lanes]) lane.busy ? drop(lane) : dismiss(lane);
    },
  };
}

/** Some servers limit what one connection may carry: they say so at MAIL FROM, or name the connection. */
const isOfConnection = ({ command, response = "" }: { command?: string; response?: string }) =>
  command === "MAIL FROM" || /\b(this|per) (session|connection)\b|\breconnect\b/i.test(response.slice(0, 500));

const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
