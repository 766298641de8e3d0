import { describe, expect, test } from "vitest";
import { findPatientDetails } from "~/features/guard/patient-details.policy";

const YEAR = 2026;

/** A text, and what of it is marked. */
const FOUND: [string, string][] = [
  // numbers
  ["Her number is 943 476 5919.", "943 476 5919"],
  ["943-476-5919 came in again", "943-476-5919"],
  ["9434765919", "9434765919"],
  ["NHS No: 9434765919", "9434765919"],
  ["NHS9434765919", "9434765919"],
  ["nhs number 94 34 76 59 19", "94 34 76 59 19"],
  ["the patient’s NHS number is 9434 765 919 I think", "9434 765 919"],
  ["943\u00a0476\u00a05919 with hard spaces", "943\u00a0476\u00a05919"],
  ["943\u2013476\u20135919 with dashes", "943\u2013476\u20135919"],
  ["943.476.5919 with dots", "943.476.5919"],
  ["９４３ ４７６ ５９１９ in wide digits", "９４３ ４７６ ５９１９"],
  ["943 \u200b476 5919", "943 \u200b476 5919"],
  ["(943 476 5919)", "943 476 5919"],
  ["| 943 476 5919 | recall |", "943 476 5919"],
  ["**943 476 5919**", "943 476 5919"],
  ["1. 943 476 5919 wants a call back", "943 476 5919"],
  ["Patient ID 9434765919", "9434765919"],
  ["401 023 2137 from the same list", "401 023 2137"],
  ["Ring the patient, NHS 943 476 5919, today", "943 476 5919"],
  ["Invoice 9434765918 for NHS number 9434765919", "9434765919"],
  ["9434765919\n9434765919", "9434765919"],
  ["Case 943 476 5919", "943 476 5919"],
  ["943 4765919 in two groups", "943 4765919"],
  ["943476 5919 in two others", "943476 5919"],
  ["943\u00ad476\u00ad5919 with soft hyphens", "943\u00ad476\u00ad5919"],
  ["\ufeff943\u2060 476\ufeff 59\u200d19 with what nobody sees", "943\u2060 476\ufeff 59\u200d19"],
  ["943\u2007476\u20025919 with wide spaces", "943\u2007476\u20025919"],
  ["**943** **476** **5919**", "943** **476** **5919"],
  ["her number—943 476 5919", "943 476 5919"],
  // a name with a date of birth
  ["Margaret\u00a0Hill, 12/03/1948", "Margaret\u00a0Hill, 12/03/1948"],
  ["Margaret Hill, 12–03–1948", "Margaret Hill, 12–03–1948"],
  ["Margaret Hill DOB 1948/03/12", "Margaret Hill DOB 1948/03/12"],
  ["Rene\u0301 Hill, 12/03/1948, asked", "Rene\u0301 Hill, 12/03/1948"],
  ["**Margaret** **Hill**, 12/03/1948", "Margaret** **Hill**, 12/03/1948"],
  ["Margaret Hill DOB 12/03/1948 was here", "Margaret Hill DOB 12/03/1948"],
  ["Margaret Hill, d.o.b. 12.3.48", "Margaret Hill, d.o.b. 12.3.48"],
  ["Margaret Hill (born 12 March 1948)", "Margaret Hill (born 12 March 1948"],
  ["Mrs Hill, date of birth: 12th March 1948", "Mrs Hill, date of birth: 12th March 1948"],
  ["mrs hill dob 12/3/48", "mrs hill dob 12/3/48"],
  ["Margaret, born on 12/03/1948, asked", "Margaret, born on 12/03/1948"],
  ["HILL, Margaret D.O.B: 1948-03-12", "HILL, Margaret D.O.B: 1948-03-12"],
  ["DOB 12/03/1948, Margaret Hill", "DOB 12/03/1948, Margaret Hill"],
  ["Margaret Hill, DOB 12031948", "Margaret Hill, DOB 12031948"],
  ["Margaret Hill, 12/03/1948", "Margaret Hill, 12/03/1948"],
  ["Re: Margaret O’Neill (12.3.61) and her letter", "Margaret O’Neill (12.3.61"],
  ["M. Hill - 12 Mar 1961", "M. Hill - 12 Mar 1961"],
  ["Baby Hill, 3/11/2019", "Baby Hill, 3/11/2019"],
  ["Łucja Żółw, DOB 1 May 1970", "Łucja Żółw, DOB 1 May 1970"],
  ["Dear all, our patient Margaret Hill\nDOB: 12/03/1948", "Margaret Hill\nDOB: 12/03/1948"],
  ["Jean-Luc Smith-Jones born March 12, 1961", "Jean-Luc Smith-Jones born March 12, 1961"],
  ["Mar\u00adgaret Hill,\u2060 DOB 12/03/1948.", "Mar\u00adgaret Hill,\u2060 DOB 12/03/1948"],
  ["June Smith, DOB 12/03/1948", "June Smith, DOB 12/03/1948"],
  ["DOB 12/03/1948, June Smith", "DOB 12/03/1948, June Smith"],
  ["Patient name: Susan Green\nDate of birth: 01/02/1950", "Susan Green\nDate of birth: 01/02/1950"],
  ["Name: June Smith\nDate of birth:\n01/02/1950", "June Smith\nDate of birth:\n01/02/1950"],
  ["| Name | DOB |\n|---|---|\n| Margaret Hill | 12/03/1948 |", "Margaret Hill | 12/03/1948"],
  ["| Name | DOB |\n|---|---|\n| June Park | F | 12/03/1948 |", "June Park | F | 12/03/1948"],
  ["DOB\tName\n12/03/1948\tJune Park\n01/02/1950\tMary Close", "01/02/1950\tMary Close"],
  ["Margaret Hill\n\nDOB 12/03/1948", "Margaret Hill\n\nDOB 12/03/1948"],
  ["Susan Green\n\n> DOB 12/03/1948", "Susan Green\n\n> DOB 12/03/1948"],
  ["MARGARET HILL DOB 12/03/1948", "MARGARET HILL DOB 12/03/1948"],
  ["MARY GREEN born 12/03/1948", "MARY GREEN born 12/03/1948"],
  ["**Margaret Hill** 12/03/1948", "Margaret Hill** 12/03/1948"],
  ["_Margaret Hill_ / **12/03/1948**", "Margaret Hill_ / **12/03/1948"],
  ["Margaret Hill (b. 1948-03-12)", "Margaret Hill (b. 1948-03-12"],
  ["Margaret Hill, b. 12/3/48", "Margaret Hill, b. 12/3/48"],
  ["Mrs Green, DOB: 01/02/1950", "Mrs Green, DOB: 01/02/1950"],
  ["mr ward dob 1/2/1950", "mr ward dob 1/2/1950"],
  ["Ms May 01/02/1950", "Ms May 01/02/1950"],
  ["John West, born 1 May 1950", "John West, born 1 May 1950"],
  ["Grace May rang. DOB 12/03/1948", "Grace May rang. DOB 12/03/1948"],
  ["Mary Street (dob 12/03/1948)", "Mary Street (dob 12/03/1948"],
  ["Margaret Hill, 12 High Street, DOB 12/03/1948", "Margaret Hill, 12 High Street, DOB 12/03/1948"],
  // a name with a postcode
  ["Mrs Green of LS1 4AP", "Mrs Green of LS1 4AP"],
  ["Mr Ward, 12 Elm Road, LS1 4AP", "Mr Ward, 12 Elm Road, LS1 4AP"],
  ["John West, 12 Elm Road, LS1 4AP", "John West, 12 Elm Road, LS1 4AP"],
  ["Grace May\n12 Elm Road\nLS1 4AP", "Grace May\n12 Elm Road\nLS1 4AP"],
  ["Margaret Hill, 12 Elm Road, Leeds LS1 4AP", "Margaret Hill, 12 Elm Road, Leeds LS1 4AP"],
  ["Mrs Hill lives at LS1 4AP", "Mrs Hill lives at LS1 4AP"],
  ["Margaret Hill LS14AP", "Margaret Hill LS14AP"],
  ["Mr Ali of ls1 4ap", "Mr Ali of ls1 4ap"],
  ["Margaret Hill\n12 Elm Road\nMilton Keynes\nMK9 3HS", "Margaret Hill\n12 Elm Road\nMilton Keynes\nMK9 3HS"],
  ["LS1 4AP, Margaret Hill", "LS1 4AP, Margaret Hill"],
  ["Mrs\u00a0H\u00a0Hill, 12\u00a0Elm\u00a0Rise, Leeds LS1\u00a04AP", "H\u00a0Hill, 12\u00a0Elm\u00a0Rise, Leeds LS1\u00a04AP"],
  ["LS1 4AP, Hazel Quolle\u0301", "LS1 4AP, Hazel Quolle\u0301"],
  ["Jose\u0301 Hill, LS1 4AP", "Jose\u0301 Hill, LS1 4AP"],
];

/** Looks like it, and is not. */
const NOT_FOUND: string[] = [
  "",
  "Nothing of this kind at all.",
  // wrong check digits, and numbers of other sorts
  "943 476 5918",
  "9434765910",
  "Ring us on 0113 496 0000",
  "Tel: 943 476 5919",
  "Telephone number 943 476 5919",
  "Fax no. 943 476 5919",
  "Call us on 943 476 5919",
  "+44 943 476 5919",
  "0044 943 476 5919",
  "+44 (0) 943 476 5919",
  "07943 476 591 and 020 7946 0000",
  "Mobile 07700 900123, office 0300 123 4567",
  "Invoice 9434765919 is overdue",
  "INV-9434765919",
  "Purchase order no: 9434765919",
  "PO9434765919",
  "Our ref 9434765919",
  "Account number 9434765919, sort code 20-00-00",
  "£9434765919",
  "Ticket #9434765919 with the supplier",
  "https://supplier.example/cases/9434765919?id=9434765919",
  "order_9434765919@supplier.example",
  "94347659190 and 19434765919",
  "9434 765 919 of something",
  "4929 1234 5678 9012 is a card, 9780306406157 a book",
  "1700000000 seconds",
  "0000000000, 1111111111, 4444444444",
  "ODS codes: A81001, B82617, Y00001, RAE01",
  "Version 943.476.5919.1",
  // dates
  "The next meeting is on 12 March 2026, chaired by Anna Bell",
  "Anna Bell joined on 3 May 2019",
  "Anna Bell, 12/03/2026",
  "Anna Bell, 2026-03-12",
  "Minutes of the Practice Meeting, 12/03/2019",
  "Practice Manager, 12/03/2019",
  "The form asks for the DOB as 12/03/1948",
  "Date of Birth: 12/03/1948 is how EMIS shows it",
  "The NHS was born on 5 July 1948",
  "Our surgery opened in March 1948 and Margaret Hill runs it",
  "Contract of 01/04/2004, signed",
  "A page about Margaret Hill.\n\nDOB is a field, e.g. 12/03/1948",
  "Dr Green will visit on 12/03/2026",
  "June Brown chairs the meeting on 12 March 2026",
  "Susan Green (Practice Manager) sent the minutes of 12/03/2026",
  "Grace May and John West meet on 12/03/2026 at ten",
  "Please do not miss May's meeting: 12/03/2026, from two",
  "Susan, May 12 2019 was our last inspection",
  "Our street is High Street. The DOB in the letter, 12/03/1948, is made up",
  "The clinic is at 12 High Street, DOB 12/03/1948 is the example in the manual",
  "MS Office shows a DOB of 12/03/1948 as a number",
  "West Yorkshire, born 01/04/1974",
  "PLEASE NOTE: THE FORM ASKS FOR THE DOB 12/03/1948",
  "Options: a. 12/03/2019 b. 13/03/2019",
  "| Meeting | Date |\n|---|---|\n| Practice Meeting | 12/03/2019 |\n| Flu Clinic | 01/10/2019 |",
  "| Field | DOB |\n|---|---|\n| example | 12/03/1948 |",
  "Case 943 476 5918, ticket 9434765919 and ref. 9434765919",
  "Ring 0113 4960000 or 020 79460000",
  // addresses
  "Sarah, May I send the parcel to LS1 4AP?",
  "We meet at Abbey Park, LS1 4AP, in May",
  "The Federation office is on North Street, LS1 4AP",
  "Elmtree Surgery, Victoria Gardens, West Park, Leeds LS1 4AP",
  "Susan Green, Practice Manager, Elmtree Surgery, LS1 4AP",
  "The training in March is at Albert Court, LS1 4AP",
  "Our PCN covers LS1 4AP to LS9 7TF, North and East Leeds",
  "Elmtree Surgery, 12 High Street, Leeds LS1 4AP",
  "Jane Hill, Practice Manager, Elmtree Surgery, LS1 4AP",
  "Jane Hill\nElmtree Medical Centre\n12 High Street\nLeeds\nLS1 4AP",
  "NHS England, Quarry House, Leeds LS2 7UE",
  "Send it to 12 Elm Road, Milton Keynes MK9 3HS",
  "We meet in Great Yarmouth NR30 1AA",
  "Dr Patel, 12 High Street, LS1 4AP",
  "The venue is the Town Hall, LS1 4AP. Ask Margaret Hill.",
  "Postcode LS1 4AP is in two boundaries",
];

describe("what may identify a patient", () => {
  test.each(FOUND.filter(([, marked]) => marked))("is marked in %j", (text, marked) => {
    expect(findPatientDetails(text, YEAR).map(({ start, end }) => text.slice(start, end))).toContain(marked);
  });

  test.each(NOT_FOUND)("is not seen in %j", (text) => {
    expect(findPatientDetails(text, YEAR).map(({ start, end }) => text.slice(start, end))).toEqual([]);
  });
});

test("each is told by its kind, the longer of two that lie in each other", () => {
  const text = "Margaret Hill, DOB 12/03/1948, 943 476 5919, 12 Elm Road LS1 4AP";

  expect(findPatientDetails(text, YEAR).map(({ kind }) => kind)).toEqual(["postcode"]);
  expect(findPatientDetails("943 476 5919. Mrs Hill, born 1/2/1950.", YEAR).map(({ kind }) => kind)).toEqual(["nhs-number", "birth-date"]);
});

test("one in eleven of any ten digits in one piece passes, and no more", () => {
  const numbers = Array.from({ length: 11_000 }, (_, index) => String(4_000_000_000 + ((index * 7_919_317) % 6_000_000_000)));
  const found = numbers.filter((number) => findPatientDetails(`It says ${number} there`, YEAR).length > 0);

  expect(found.length).toBeGreaterThan(800);
  expect(found.length).toBeLessThan(1_200);
});
