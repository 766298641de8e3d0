type Props = {
  /** Completes the sentence “We ask this …”: “to answer you”. No full stop. */
  purpose: string;
};

/** Stands in every form that asks for something about a person: why it is asked, and where the rest is said. */
export const NoticeLine = ({ purpose }: Props) => (
  <p className="pn-meta">
    We ask this {purpose}. <a href="/privacy">How we use your information</a> · <a href="/privacy/sheet">information sheet</a>
  </p>
);
