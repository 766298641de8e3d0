import type { FileKind } from "#db/schema/files";
import { classNames } from "~/components/class-names";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { KIND_WORDS } from "../file.policy";
import { libraryPath } from "../library/library-filter";

export type FileCard = {
  code: string;
  kind: FileKind;
  name: string;
  sizeWords: string;
  state: "waiting" | "clean" | "refused";
  description: string;
  uploadedAt: string;
  pages: number;
  isUsed: boolean;
  /** Of a picture that can be had. */
  thumbnail: { src: string; focal: string } | null;
};

/** Pictures and files of the library, each with how it looks and where it hangs. */
export const FileCards = ({ files }: { files: readonly FileCard[] }) => (
  <ul className="pn-cards pn-wide">
    {files.map((file) => (
      <li key={file.code} className="pn-file-card">
        {file.thumbnail ? (
          // its name and description stand beside it
          <img
            className={classNames("pn-thumb", file.thumbnail.focal)}
            src={file.thumbnail.src}
            alt=""
            width={240}
            height={160}
            loading="lazy"
          />
        ) : (
          <p className="pn-thumb pn-thumb--kind" aria-hidden="true">
            {KIND_WORDS[file.kind]}
          </p>
        )}
        <p>
          <a href={libraryPath(file.code)}>{file.name}</a>
          <br />
          <span className="pn-meta">
            {KIND_WORDS[file.kind]}, {file.sizeWords}, added <When at={file.uploadedAt} />
          </span>
        </p>
        <p className="pn-meta">{usedWords(file)}</p>
        {file.description ? <p>{file.description}</p> : null}
        <StateTag file={file} />
      </li>
    ))}
  </ul>
);

const StateTag = ({ file: { state, kind, description } }: { file: FileCard }) =>
  state === "waiting" ? (
    <Tag tone="yellow">Being checked</Tag>
  ) : state === "refused" ? (
    <Tag tone="red">Removed: virus</Tag>
  ) : kind === "picture" && !description ? (
    <Tag tone="grey">No description</Tag>
  ) : null;

function usedWords({ pages, isUsed }: FileCard): string {
  if (pages > 0) return `On ${pages === 100 ? "100 pages or more" : pages === 1 ? "1 page" : `${pages} pages`}`;
  return isUsed ? "On no page that readers have" : "In no text";
}
