//! Los Angeles County, substance-use case management: scenarios and checklist.

use crate::program::judged;

const RULESET: &str = "la-sapc";

#[test]
fn scenarios_connection_non_billable_1_travel_to_and_from_appointments() {
    judged(
        RULESET,
        "Drove to ct's home for our 10:00 visit, 25 min. Went over his budget with him there, 30 min.",
    )
    .warns("NB102", "Scenarios, Connection, non-billable 1");
    judged(RULESET, "Went over his budget with ct at his home, 30 min.").passes("NB102");
}
