import { expect, test } from "vitest";
import { aMailing, aPostOffice, aSink, aSubscriber, drain, storedMailing } from "../../support/mail";
import { aList } from "../../support/people";

test("everybody whom the list reaches gets one mail, and the sums are stored", async () => {
  const list = await aList();
  const people = [await aSubscriber(list), await aSubscriber(list), await aSubscriber(list)];
  const sink = await aSink();
  const id = await aMailing(list);

  await drain(aPostOffice(sink));

  expect(
    sink
      .mails()
      .flatMap((mail) => mail.to)
      .sort(),
  ).toEqual(people.map((person) => person.email).sort());
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 3, accepted: 3, failed: 0, skipped: 0, unknown: 0 });
});
