//! How long names of pupils are kept: days after the last school year in which they are in a class. Every
//! organisation may set its own; the strictest from the root down holds, so that a school shortens what
//! stands above it and never lengthens it.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::read_organisation;
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::name_retentions::{self as rows, RetentionRow};

/// Days where nobody has set any.
pub const DEFAULT_DAYS: u16 = 365;

/// A rule to be set.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetNameRetention {
    /// Days after 31 August of the last school year.
    #[schemars(range(min = 0, max = 3650))]
    pub days: u16,
    /// What it rests on (an order, a contract).
    #[schemars(length(min = 3, max = 200))]
    pub basis: String,
}

/// How long an organisation keeps names.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NameRetention {
    /// Days after 31 August of the last school year, after which names are erased.
    pub days: u16,
    /// The organisation whose rule this is; absent where it is the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by_org: Option<String>,
    /// The rule of the organisation itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<SetNameRetention>,
    /// Revision of the own rule; 0 where there is none.
    pub revision: i32,
}

impl NameRetention {
    /// What `If-Match` has to name: changes with the own rule and with those above.
    pub fn tag(&self) -> String {
        format!("{}-{}", self.revision, self.days)
    }
}

/// How long an organisation that the caller sees keeps names.
pub fn read_name_retention(services: &Services, call: &Call, id: &str) -> Answer<NameRetention> {
    let org = read_organisation(services, call, id)?;
    services.read(|c| {
        let path = super::organisations::path_of(c, &org.id)?;
        Ok(Rules::read(c)?.view(&org.id, &path))
    })
}

/// Sets how long an organisation and those below it keep names.
pub fn set_name_retention(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SetNameRetention,
) -> Answer<NameRetention> {
    let org = read_organisation(services, call, id)?;
    services.write(call, "set_name_retention", |unit| {
        let path = super::organisations::path_of(unit.c, &org.id)?;
        call.require(Permission::ManageNames, &Object::of(&path))?;
        let rules = Rules::read(unit.c)?;
        let before = rules.view(&org.id, &path);
        call.require_match(&before.tag())?;
        if let Some(above) = rules
            .above(&org.id, &path)
            .filter(|days| *days < input.days)
        {
            let finding = Finding::error("retention_longer_than_above", "/days");
            return Err(Refusal::invalid(finding.with("above", above)));
        }
        let row = RetentionRow {
            org_id: org.id.clone(),
            days: i32::from(input.days),
            basis: input.basis.clone(),
            revision: before.revision + 1,
            set_by: call.actor.user_id.clone(),
            set_at: unit.now,
        };
        if !rows::keep(unit.c, &row)? {
            return Err(Refusal::Stale {
                current: before.tag(),
            });
        }
        let detail = json!({"days": input.days, "basis": input.basis});
        unit.audit(&org.id, "name_retention", &org.id, detail)?;
        Ok(Rules::read(unit.c)?.view(&org.id, &path))
    })
}

/// Every rule of the installation.
pub(super) struct Rules {
    rows: Vec<RetentionRow>,
}

/// The rule that holds somewhere.
pub(super) struct Holding<'a> {
    pub(super) days: u16,
    org: Option<&'a str>,
}

impl Rules {
    pub(super) fn read(c: &mut AnyConnection) -> Answer<Self> {
        Ok(Self {
            rows: rows::all(c)?,
        })
    }

    /// The strictest rule on a path; the default where there is none.
    pub(super) fn of(&self, path: &str) -> Holding<'_> {
        let strictest = self.on(path).min_by_key(|row| row.days);
        Holding {
            days: strictest.map_or(DEFAULT_DAYS, days_of),
            org: strictest.map(|row| row.org_id.as_str()),
        }
    }

    fn on(&self, path: &str) -> impl Iterator<Item = &RetentionRow> {
        let ids: Vec<String> = path.split('/').map(str::to_owned).collect();
        self.rows
            .iter()
            .filter(move |row| ids.contains(&row.org_id))
    }

    fn own(&self, org: &str) -> Option<&RetentionRow> {
        self.rows.iter().find(|row| row.org_id == org)
    }

    /// The strictest rule above an organisation, where there is one.
    fn above(&self, org: &str, path: &str) -> Option<u16> {
        let above = self.on(path).filter(|row| row.org_id != org);
        above.map(days_of).min()
    }

    fn view(&self, org: &str, path: &str) -> NameRetention {
        let holding = self.of(path);
        let own = self.own(org);
        NameRetention {
            days: holding.days,
            set_by_org: holding.org.map(str::to_owned),
            revision: own.map_or(0, |row| row.revision),
            own: own.map(|row| SetNameRetention {
                days: days_of(row),
                basis: row.basis.clone(),
            }),
        }
    }
}

fn days_of(row: &RetentionRow) -> u16 {
    u16::try_from(row.days).unwrap_or_default()
}

/// The last day on which a name is kept: so many days after 31 August of the school year, or after the day
/// it was brought in where the candidate is in no class.
pub(super) fn kept_until(last_year: Option<&str>, recorded: NaiveDate, days: u16) -> NaiveDate {
    let year = last_year.and_then(|year| year.get(..4)?.parse::<i32>().ok());
    let end = year.and_then(|begun| NaiveDate::from_ymd_opt(begun + 1, 8, 31));
    end.unwrap_or(recorded)
        .checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn rule(org: &str, days: i32) -> RetentionRow {
        RetentionRow {
            org_id: org.into(),
            days,
            basis: "order 1".into(),
            revision: 1,
            set_by: "u".into(),
            set_at: day("2026-01-01").and_hms_opt(0, 0, 0).expect("a time"),
        }
    }

    #[test]
    fn names_are_kept_days_after_the_end_of_the_last_school_year() {
        let recorded = day("2026-10-01");
        assert_eq!(
            kept_until(Some("2026-27"), recorded, 365),
            day("2028-08-30")
        );
        assert_eq!(kept_until(Some("2026-27"), recorded, 0), day("2027-08-31"));
        assert_eq!(kept_until(None, recorded, 30), day("2026-10-31"));
    }

    #[test]
    fn the_strictest_rule_on_the_path_holds() {
        let rules = Rules {
            rows: vec![rule("root", 400), rule("school", 90), rule("other", 1)],
        };
        assert_eq!(rules.of("/root/school/").days, 90);
        assert_eq!(rules.of("/root/region/").days, 400);
        assert_eq!(rules.above("school", "/root/school/"), Some(400));
        assert_eq!(Rules { rows: Vec::new() }.of("/root/").days, DEFAULT_DAYS);
    }
}
