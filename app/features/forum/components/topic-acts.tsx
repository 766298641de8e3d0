import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import type { WatchLevel } from "../types";

type Props = { topic: { code: string; watch: WatchLevel; isLocked: boolean; isPinned: boolean }; mayModerate: boolean };

/** What a signed-in reader can do with the topic as a whole. */
export const TopicActs = ({ topic, mayModerate }: Props) => (
  <section aria-label="This topic">
    <p className="pn-meta">{WATCH_TEXT[topic.watch ?? "none"]}</p>
    <ul className="pn-acts">
      {topic.watch === null ? <Act topic={topic} name="watch" label="Watch this topic" /> : null}
      {topic.watch === "watching" ? <Act topic={topic} name="unwatch" label="Stop watching" /> : null}
      {topic.watch === "watching" ? <Act topic={topic} name="mute" label="Mute" /> : null}
      {topic.watch === "muted" ? <Act topic={topic} name="unwatch" label="Stop muting" /> : null}
      {mayModerate && topic.isLocked ? <Act topic={topic} name="unlock" label="Open topic again" /> : null}
      {mayModerate && !topic.isLocked ? <Act topic={topic} name="lock" label="Close topic" /> : null}
      {mayModerate && topic.isPinned ? <Act topic={topic} name="unpin" label="Unpin topic" /> : null}
      {mayModerate && !topic.isPinned ? <Act topic={topic} name="pin" label="Pin topic" /> : null}
    </ul>
  </section>
);

const WATCH_TEXT = {
  none: "You are not told of new replies in this topic.",
  watching: "You watch this topic: you are told of new replies.",
  muted: "You muted this topic: you are not told of replies, even after writing in it.",
};

const Act = ({ topic, name, label }: { topic: { code: string }; name: string; label: string }) => (
  <li>
    <Form action={`/forum/topics/${topic.code}/${name}`}>
      <Button look="link">{label}</Button>
    </Form>
  </li>
);
