import { readSigner, type Signer } from "~/features/mail/transport/dkim.server";
import { openRelay, type Relay, type RelayOptions } from "~/features/mail/transport/relay.server";
import { atMost } from "~/lib/at-most";
import type { Env } from "~/lib/env.server";
import type { MailKind } from "./mail-kind.server";
import type { Stencil } from "./stencil.server";

export type PostOfficeOptions = {
  /** Every kind that rooms declare; the mail room knows none by itself. */
  kinds: readonly MailKind[];
  relay: RelayOptions;
  dkim: Env["dkim"];
  /** After this long without a sign of life, what a worker held is taken from it. */
  leaseSeconds?: number;
  /** A drain can outlive many requests, so it asks for the time. */
  clock: () => Date;
  /** Mailings are left to the worker: a command line that waits for one mail does not send a whole list before it ends. */
  singlesOnly?: boolean;
};

/** What one process has for sending. It drains one after the other: its connections are the batch that a crash can leave unknown. */
export type PostOffice = {
  readonly kinds: ReadonlyMap<string, MailKind>;
  readonly relay: Relay;
  readonly signer: Signer | null;
  readonly leaseSeconds: number;
  readonly clock: () => Date;
  readonly singlesOnly: boolean;
  /** Of mailings that are being sent. */
  readonly stencils: Map<string, Stencil>;
  /** Of `noteGone`. */
  readonly gone: Map<string, Map<string, string>>;
  draining: Promise<void> | null;
  /** Mail was queued while a drain was running. */
  isRung: boolean;
  isClosing: boolean;
};

const LEASE_SECONDS = 60;

export function openPostOffice(options: PostOfficeOptions): PostOffice {
  return {
    kinds: new Map(options.kinds.map((kind) => [kind.name, kind])),
    relay: openRelay(options.relay),
    signer: readSigner(options.dkim),
    leaseSeconds: options.leaseSeconds ?? LEASE_SECONDS,
    clock: options.clock,
    singlesOnly: options.singlesOnly ?? false,
    stencils: new Map(),
    gone: new Map(),
    draining: null,
    isRung: false,
    isClosing: false,
  };
}

/** Begins nothing more, waits for what is on its way for at most so long, and lets go of the relay. */
export async function closePostOffice(post: PostOffice, milliseconds = 30_000): Promise<void> {
  post.isClosing = true;
  if (post.draining)
    await atMost(
      milliseconds,
      post.draining.catch(() => {}),
    );
  post.relay.close();
}
