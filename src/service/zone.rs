//! Days as people count them: in the time zone of their organisation.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::{Answer, Refusal};
use crate::store::{AnyConnection, StoreError, organisations};

/// The zone of an organisation.
pub(super) fn zone_of(c: &mut AnyConnection, org_id: &str) -> Answer<Tz> {
    let row = organisations::by_id(c, org_id)?
        .ok_or_else(|| Refusal::Internal(format!("organisation {org_id} is gone")))?;
    let zone = row.zone.parse();
    Ok(zone.map_err(|_| StoreError::Corrupt(format!("zone '{}'", row.zone)))?)
}

/// The day it is in a zone at a moment (UTC).
pub(super) fn day_in(zone: Tz, moment: NaiveDateTime) -> NaiveDate {
    moment.and_utc().with_timezone(&zone).date_naive()
}

/// The first moment (UTC) after a day of a zone.
pub(super) fn first_moment_after(zone: Tz, day: NaiveDate) -> Option<NaiveDateTime> {
    let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    // Where clocks are put forward at midnight the day begins an hour later.
    let local = zone.from_local_datetime(&next).earliest();
    let local = local.or_else(|| {
        let later = next.checked_add_signed(TimeDelta::hours(1))?;
        zone.from_local_datetime(&later).earliest()
    })?;
    Some(local.naive_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_day_begins_and_ends_with_the_midnights_of_its_zone() {
        let zone = chrono_tz::Asia::Almaty;
        let day: NaiveDate = "2027-08-31".parse().expect("a day");
        assert_eq!(
            first_moment_after(zone, day),
            Some(at("2027-08-31T19:00:00"))
        );
        assert_eq!(day_in(zone, at("2027-08-31T18:59:59")), day);
        assert_eq!(
            day_in(zone, at("2027-08-31T19:00:00")),
            day.succ_opt().expect("a day")
        );
        assert_eq!(
            first_moment_after(chrono_tz::UTC, day),
            Some(at("2027-09-01T00:00:00"))
        );
    }

    #[test]
    fn a_day_without_a_midnight_begins_later() {
        // Clocks went forward from 0:00 to 1:00 on 2017-10-15 in Brazil.
        let day: NaiveDate = "2017-10-14".parse().expect("a day");
        let found = first_moment_after(chrono_tz::America::Sao_Paulo, day);
        assert_eq!(found, Some(at("2017-10-15T03:00:00")));
    }
}
