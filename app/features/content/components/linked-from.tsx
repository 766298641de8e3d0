import { editPath } from "~/features/content/pages/edit-path";

/** Before a page moves or goes: how many lead to it. */
export const LinkedFrom = ({ code, count }: { code: string; count: number }) =>
  count > 0 ? (
    <p>
      {count === 1 ? "1 page links here" : `${count} pages link here`}, as readers have {count === 1 ? "it" : "them"}.{" "}
      <a href={editPath(code, "links")}>See what links here</a>
    </p>
  ) : null;
