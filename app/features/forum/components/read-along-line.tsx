import type { ReadAlong } from "../types";
import { MemberName } from "./member-name";

/** Below the last post: who has read so far, of those who let it be seen. */
export function ReadAlongLine({ readAlong: { names, isMore } }: { readAlong: ReadAlong }) {
  if (names.length === 0) return null;
  return (
    <p className="pn-meta">
      Has read along:{" "}
      {names.map((who, index) => (
        <span key={who.member ?? who.name}>
          {index === 0 ? "" : index === names.length - 1 && !isMore ? " and " : ", "}
          <MemberName who={who} />
        </span>
      ))}
      {isMore ? " and others" : ""}. <a href="/account/profile#showReading">Let colleagues see what you read</a>
    </p>
  );
}
