import type { FileKind } from "#db/schema/files";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { KIND_WORDS } from "../file.policy";
import { libraryPath } from "../library/library-filter";

type Props = {
  file: {
    code: string;
    kind: FileKind;
    name: string;
    sizeWords: string;
    width: number | null;
    height: number | null;
    state: "waiting" | "clean" | "refused";
    uploadedAt: string;
    addedBy: string | null;
    isUsed: boolean;
    /** Where it opens; null while nobody may open it. */
    address: string | null;
  };
  thumbnail: string | null;
  markdown: string;
};

/** How a file stands, and what can be done about it. */
export const FileRecord = ({ file, thumbnail, markdown }: Props) => (
  <>
    {file.state === "waiting" ? <InsetText>It is being checked for viruses. Until that is done, nobody can open it.</InsetText> : null}
    {file.state === "refused" ? (
      <InsetText>
        A virus scanner found something harmful in it, so it was deleted. The texts that name it say so. A clean file can take its place.
      </InsetText>
    ) : null}
    {thumbnail ? (
      <p>
        <img className="pn-look" src={thumbnail} alt="" />
      </p>
    ) : null}
    <SummaryList
      rows={[
        { label: "Kind", value: file.width ? `${KIND_WORDS[file.kind]}, ${file.width} by ${file.height} pixels` : KIND_WORDS[file.kind] },
        { label: "Size", value: file.sizeWords },
        {
          label: "Added",
          value: (
            <>
              <When at={file.uploadedAt} time />
              {file.addedBy ? ` by ${file.addedBy}` : ", by somebody who has left"}
            </>
          ),
        },
        { label: "Address", value: file.address ? <a href={file.address}>{file.address}</a> : "Nobody can open it now" },
        { label: "In a page", value: <code>{markdown}</code> },
      ]}
    />
    <ButtonRow>
      <a href={libraryPath(file.code, "replace")}>Replace it</a>
      {file.isUsed ? null : <a href={libraryPath(file.code, "delete")}>Delete it</a>}
    </ButtonRow>
  </>
);
