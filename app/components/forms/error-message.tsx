export const ErrorMessage = ({ id, message }: { id: string; message: string }) => (
  <span className="nhsuk-error-message" id={id}>
    <span className="nhsuk-u-visually-hidden">Error:</span> {message}
  </span>
);
