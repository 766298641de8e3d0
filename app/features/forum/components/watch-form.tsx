import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import type { CategoryLevel, TopicLevel, Watch } from "../types";

/** The page on which it stands, where that is another than its own, and there what of several it is about. */
type From = { from?: "/account/reach"; about?: string };

type Choice<Level> = { level: Level; label: string; act: string };

const TOPIC: readonly Choice<TopicLevel>[] = [
  { level: "watching", label: "Every post", act: "watch" },
  { level: "normal", label: "Normal", act: "unwatch" },
  { level: "muted", label: "Mute", act: "mute" },
];

const CATEGORY: readonly Choice<CategoryLevel>[] = [
  { level: "every-post", label: "Every post", act: "every-post" },
  { level: "first-posts", label: "New topics", act: "first-posts" },
  { level: "normal", label: "Normal", act: "normal" },
  { level: "muted", label: "Mute", act: "mute" },
];

/** What a signed-in reader is told of a topic or of the comments under a page, and the one form that changes it. */
export const TopicWatch = ({ code, watch, isTopic, ...from }: { code: string; watch: Watch; isTopic: boolean } & From) => (
  <WatchForm
    path={`/forum/topics/${code}`}
    {...from}
    choices={isTopic ? TOPIC : TOPIC.map((choice) => (choice.level === "watching" ? { ...choice, label: "Every comment" } : choice))}
    level={watch.level}
    isOwn={!watch.isByCategory}
    words={(isTopic ? (watch.isByCategory ? BY_CATEGORY : TOPIC_WORDS) : COMMENT_WORDS)[watch.level]}
  />
);

/** The same of a category. */
export const CategoryWatch = ({ slug, level, ...from }: { slug: string; level: CategoryLevel } & From) => (
  <WatchForm path={`/forum/${slug}/watch`} {...from} choices={CATEGORY} level={level} isOwn words={CATEGORY_WORDS[level]} />
);

/** The same of a tag. */
export const TagWatch = ({ slug, level, ...from }: { slug: string; level: CategoryLevel } & From) => (
  <WatchForm path={`/forum/tags/${slug}/watch`} {...from} choices={CATEGORY} level={level} isOwn words={TAG_WORDS[level]} />
);

const TOPIC_WORDS: Record<TopicLevel, string> = {
  watching: "You watch this topic: you are told of new replies.",
  normal: "You are not told of new replies in this topic, but of those that answer or quote you, and of all once you write in it.",
  muted: "You muted this topic: you are not told of replies, even after writing in it, and it is never shown as new.",
};

const BY_CATEGORY: Record<TopicLevel, string> = {
  ...TOPIC_WORDS,
  watching: "You watch every post in this category, or with a tag of this topic: you are told of new replies here too.",
  muted: "You muted this category, or a tag of this topic: you are not told of replies here, and it is never shown as new.",
};

const COMMENT_WORDS: Record<TopicLevel, string> = {
  watching: "You watch these comments: you are told of new ones.",
  normal: "You are not told of new comments here, but of those that answer or quote you, and of all once you write one.",
  muted: "You muted these comments: you are not told of new ones, even after writing one.",
};

const CATEGORY_WORDS: Record<CategoryLevel, string> = {
  "every-post": "You are told of every post in this category, but for topics of which you chose otherwise.",
  "first-posts": "You are told of each new topic in this category, and of replies in topics that you write in or watch.",
  normal: "You are told of replies in topics that you write in or watch.",
  muted:
    "You muted this category: you are told of nothing here and nothing is shown as new, but in topics that you write in, watch or set to “Normal”.",
};

const TAG_WORDS: Record<CategoryLevel, string> = {
  "every-post":
    "You are told of every post in topics with this tag, but for topics of which you chose otherwise, and those with a tag that you muted.",
  "first-posts": "You are told of each new topic with this tag, and of replies in topics that you write in or watch.",
  normal: "What you chose for categories and topics counts, whether they have this tag or not.",
  muted:
    "You muted this tag: you are told of nothing that has it and nothing of it is shown as new, whatever you chose for its category, but in topics that you write in, watch or set to “Normal”.",
};

type Props = From & {
  /** The word of each act follows. */
  path: string;
  choices: readonly { level: string; label: string; act: string }[];
  level: string;
  /** They chose it here. */
  isOwn: boolean;
  words: string;
};

const backTo = (from?: string) => (from ? "?from=reach" : "");

/** A button for each level; what counts now stands as a word. What was muted can also go back to what it was. */
const WatchForm = ({ path, from, about, choices, level, isOwn, words }: Props) => (
  <div>
    <p className="pn-meta">{words}</p>
    <Form action={`${path}/${choices[0]!.act}${backTo(from)}`}>
      <ul className="pn-acts">
        {choices.map((choice) => (
          <li key={choice.act}>
            {choice.level === level ? (
              <strong>{choice.label}</strong>
            ) : (
              <Button look="link" to={`${path}/${choice.act}${backTo(from)}`} hidden={about}>
                {choice.label}
              </Button>
            )}
          </li>
        ))}
        {level === "muted" && isOwn ? (
          <li>
            <Button look="link" to={`${path}/unmute${backTo(from)}`} hidden={about}>
              Stop muting
            </Button>
          </li>
        ) : null}
      </ul>
    </Form>
  </div>
);
