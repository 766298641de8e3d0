import { setTimeout as sleep } from "node:timers/promises";
import { underLoad } from "./load";
import type { Measured } from "./print";
import { startPart } from "./programs";
import { takeTurns } from "./rounds";
import { RECIPIENTS, type Stage, settings } from "./stage";
import { fetchPage, signIn } from "./visits";

const SECONDS = { warming: 6, each: 4 };
/** People who sign in at once, again and again. */
const SIGNING_IN = 20;

/** What starts an issue to everybody on a list, for a worker that is running. */
export type SendIssue = () => Promise<{ rest: () => Promise<void> }>;

/** A page, signed in, by the same client: while nothing else is done, while many sign in, and while an issue is sent. */
export async function measurePressure(stage: Stage, rounds: number, sendIssue: SendIssue): Promise<Measured> {
  const at = await settings();
  const web = await startPart("web", at);
  const cookie = await signIn(at.BASE_URL, stage.members[0]!);
  const path = stage.topic;
  await fetchPage(at.BASE_URL, path, { cookie });
  const askPage = (seconds: number) => underLoad([web.pid, stage.postmaster], at.BASE_URL + path, { seconds }, cookie);
  await askPage(SECONDS.warming);
  let count = 1;
  const whileSigningIn = async () => {
    let goesOn = true;
    const keepEntering = async () => {
      while (goesOn) {
        const index = count++;
        // a full line sends somebody away, as it should
        await signIn(at.BASE_URL, stage.members[index % stage.members.length]!, `10.${index % 200}.1`).catch(() => sleep(100));
      }
    };
    const entering = Promise.all(Array.from({ length: SIGNING_IN }, keepEntering));
    const turn = await askPage(SECONDS.each);
    goesOn = false;
    await entering;
    return turn;
  };
  const whileSending = async () => {
    const { rest } = await sendIssue();
    const turn = await askPage(SECONDS.each);
    await rest();
    return turn;
  };
  const rows = await takeTurns(
    [
      { name: "quiet", isOurs: true, turn: () => askPage(SECONDS.each) },
      { name: `${SIGNING_IN} sign in at once`, turn: whileSigningIn },
      { name: `an issue to ${RECIPIENTS} is sent`, turn: whileSending },
    ],
    rounds,
  );
  await web.stop();
  return { rows, unit: "page" };
}
