import { expect, test } from "vitest";
import { type AnswerBlocker, answerBlocker } from "~/features/forum/posts/answer.policy";
import { anActor } from "../../support/actors";

const ASKER = "01900000-0000-7000-8000-000000000001";
const asker = anActor({ personId: ASKER });
const moderator = anActor({ roles: ["member", "moderator"] });
const topic = { writerId: ASKER, page: null, sanction: null };
const sanction = { code: "3hd8w2kq7p", kind: "warned", reason: "Rude", endsAt: null } as const;
const reply = { number: 2, isRemoved: false, isHidden: false };

test.each<[string, Parameters<typeof answerBlocker>, AnswerBlocker | null]>([
  ["who began the topic", [asker, topic, reply], null],
  ["a specialist who began it in their group", [anActor({ personId: ASKER, roles: [], groups: ["ours"] }), topic, reply], null],
  ["a moderator", [moderator, topic, reply], null],
  ["a moderator, after who began it left", [moderator, { ...topic, writerId: null }, reply], null],
  ["another member", [anActor(), topic, reply], "not-yours"],
  ["another member, after who began it left", [anActor(), { ...topic, writerId: null }, reply], "not-yours"],
  ["who began it and is a member no more", [anActor({ personId: ASKER, roles: [] }), topic, reply], "not-a-member"],
  ["who began it, under a sanction", [asker, { ...topic, sanction }, reply], "sanctioned"],
  ["a moderator under a sanction", [moderator, { ...topic, sanction }, reply], "sanctioned"],
  ["a visitor", [{ kind: "visitor" }, topic, reply], "signed-out"],
  ["the machine", [{ kind: "system", reason: "test" }, topic, reply], "signed-out"],
  ["of a comment", [moderator, { writerId: null, page: "guidance/contracts", sanction: null }, reply], "comments"],
  ["of the question itself", [asker, topic, { ...reply, number: 1 }], "question"],
  ["of a removed reply", [asker, topic, { ...reply, isRemoved: true }], "removed"],
  ["of a hidden reply", [moderator, topic, { ...reply, isHidden: true }], "removed"],
])("who marks the answer: %s", (_who, asked, blocker) => {
  expect(answerBlocker(...asked)).toBe(blocker);
});
