import { repeated, timed } from "./load";
import { startFloor, startPart } from "./programs";
import { type Row, takeTurns } from "./rounds";
import { DEMO_PASSWORD, type Stage, settings } from "./stage";
import { signIn } from "./visits";

/** A round, and how many of them wait for the server at once. */
const SIGN_INS = 100;
/** Rounds before it counts: until then a server compiles more than it runs. */
const WARMING = 6;
const AT_ONCE = 4;
const SECONDS = 2;

/** Signing in through the form, beside the password hash alone. */
export async function measureSignIns(stage: Stage, rounds: number): Promise<Row[]> {
  const at = await settings();
  const web = await startPart("web", at);
  const floor = await startFloor("password");
  const [account] = await stage.connection.sql<
    { hash: string }[]
  >`select password_hash as hash from accounts where password_hash is not null limit 1`;
  const order = { hash: account!.hash, password: DEMO_PASSWORD, seconds: SECONDS };
  let count = 0;
  const signInMany = async () => {
    const began = performance.now();
    const end = count + SIGN_INS;
    const keepEntering = async () => {
      // Members and networks take turns: none comes near its limit.
      for (let index = count++; index < end; index = count++)
        await signIn(at.BASE_URL, stage.members[index % stage.members.length]!, `10.1.${index % 100}`);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, keepEntering));
    count = end;
    return { units: SIGN_INS, seconds: (performance.now() - began) / 1000 };
  };
  for (let round = 0; round < WARMING; round++) await signInMany();
  const rows = await takeTurns(
    [
      { name: "our server", isOurs: true, turn: () => timed([web.pid, stage.postmaster], signInMany) },
      { name: "argon2 alone, same hash", turn: () => repeated(floor, [], order) },
    ],
    rounds,
  );
  await Promise.all([web.stop(), floor.stop()]);
  return rows;
}
