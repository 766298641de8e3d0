import { describe, expect, test } from "vitest";
import { ApplySchema } from "~/features/membership/applications/application.schema";

const least = { fullName: "Amara Okonkwo", jobTitle: "Practice manager", organisation: "X99001", email: "amara@practice.example" };

describe("PMN-27: what an application asks", () => {
  test("name, job title, organisation and address are enough", () => {
    expect(ApplySchema.safeParse(least).success).toBe(true);
  });

  test.each(["fullName", "jobTitle", "organisation", "email"])("%s is needed", (field) => {
    expect(ApplySchema.safeParse({ ...least, [field]: " " }).success).toBe(false);
    expect(ApplySchema.safeParse({ ...least, [field]: undefined }).success).toBe(false);
  });

  test("a password is not asked for here", () => {
    expect(Object.keys(ApplySchema.shape)).not.toContain("password");
  });
});
