import { HOTP, Secret } from "otpauth";
import { afterEach, expect, test, vi } from "vitest";
import { enrolment, matchStep, nextCode, offeredSecret, stepAt } from "~/features/accounts/second-factor/totp.server";
import { later } from "~/lib/dates";

const SECRET = "JBSWY3DPEHPK3PXP";
const NOW = new Date("2026-11-21T12:00:00Z");
const HERE = stepAt(NOW);
const codeAt = (counter: number) => HOTP.generate({ secret: Secret.fromBase32(SECRET), counter, digits: 6 });

test("the code of this moment is right, and names its step", () => {
  expect(matchStep(SECRET, codeAt(HERE), NOW, null)).toBe(HERE);
});

test("B9: a code that was used, or is older than one that was, is wrong", () => {
  expect(matchStep(SECRET, codeAt(HERE), NOW, HERE)).toBeNull();
  expect(matchStep(SECRET, codeAt(HERE - 1), NOW, HERE)).toBeNull();
});

test("in tests and demos the codes of the coming minutes are right too, and no further", () => {
  expect(matchStep(SECRET, codeAt(HERE + 20), NOW, HERE)).toBe(HERE + 20);
  expect(matchStep(SECRET, codeAt(HERE + 21), NOW, HERE)).toBeNull();
  expect(matchStep(SECRET, codeAt(HERE + 25), NOW, HERE + 10)).toBe(HERE + 25);
});

test("in tests and demos those of the minutes before are right too, while none later was used, and no further", () => {
  expect(matchStep(SECRET, codeAt(HERE - 20), NOW, null)).toBe(HERE - 20);
  expect(matchStep(SECRET, codeAt(HERE - 21), NOW, null)).toBeNull();
  expect(matchStep(SECRET, codeAt(HERE + 15), NOW, HERE - 10)).toBe(HERE + 15);
  expect(matchStep(SECRET, codeAt(HERE + 21), NOW, HERE - 10)).toBeNull();
});

/** The module as a live portal has it: settings are read once. */
async function live() {
  vi.stubEnv("DEPLOYMENT", "live");
  vi.stubEnv("BASE_URL", "https://network.example");
  vi.resetModules();
  return import("~/features/accounts/second-factor/totp.server");
}
afterEach(() => {
  vi.unstubAllEnvs();
  // the files that follow read the settings as they are
  vi.resetModules();
});

test("B9: live, a clock may be off by one step and no more", async () => {
  const { matchStep } = await live();
  const steps = [-20, -2, -1, 0, 1, 2, 20].map((off) => matchStep(SECRET, codeAt(HERE + off), NOW, null));
  expect(steps).toEqual([null, null, HERE - 1, HERE, HERE + 1, null, null]);
});

test("B9: live, a code that was used, or is older than one that was, is wrong, and no later one comes early", async () => {
  const { matchStep } = await live();
  const after = (lastStep: number) => [-1, 0, 1, 2].map((off) => matchStep(SECRET, codeAt(HERE + off), NOW, lastStep));
  expect(after(HERE - 2)).toEqual([HERE - 1, HERE, HERE + 1, null]);
  expect(after(HERE - 1)).toEqual([null, HERE, HERE + 1, null]);
  expect(after(HERE)).toEqual([null, null, HERE + 1, null]);
  expect(after(HERE + 1)).toEqual([null, null, null, null]);
});

test("a step is half a minute", () => {
  expect(stepAt(new Date(0))).toBe(0);
  expect(stepAt(new Date(29_999))).toBe(0);
  expect(stepAt(new Date(30_000))).toBe(1);
});

test.each(["", "000000x", "12345", "1234567", "abcdef"])("%j is no code", (code) => {
  expect(matchStep(SECRET, code, NOW, null)).toBeNull();
});

test("a demo shows the next code that was not used", () => {
  expect(nextCode(SECRET, NOW, null)).toBe(codeAt(HERE));
  expect(nextCode(SECRET, NOW, HERE + 3)).toBe(codeAt(HERE + 4));
});

test("the key offered stays the same within a sign-in, and is another for anybody else and for the next app", () => {
  const offered = offeredSecret("family", "person", NOW);
  expect(offered).toMatch(/^[A-Z2-7]{32}$/);
  expect(offeredSecret("family", "person", NOW)).toBe(offered);
  const others = [
    offeredSecret("family", "other", NOW),
    offeredSecret("other", "person", NOW),
    offeredSecret("family", "person", later(NOW, 1)),
  ];
  for (const other of others) expect(other).not.toBe(offered);
});

test("the picture's text is what authenticator apps read", () => {
  const { picture, uri } = enrolment(SECRET, "PMN", "ada@test.example");

  expect(uri).toMatch(/^otpauth:\/\/totp\/PMN:ada%40test\.example\?issuer=PMN&secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30$/);
  expect(picture.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  expect(picture.size).toBeGreaterThan(30);
});
