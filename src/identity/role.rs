//! Roles as sets of permissions. The table is the policy.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Permission::{self, *};
use crate::language::text_enum;

text_enum! {
    /// A role granted to a user in an organisation.
    Role {
        /// Task developer: writes items.
        Developer = "developer",
        /// Expert who approves items or sends them back.
        Reviewer = "reviewer",
        /// Runs the bank.
        BankManager = "bank_manager",
        /// Writes specifications, assembles and locks forms.
        TestConstructor = "test_constructor",
        /// Runs sittings and marks in a school.
        SchoolCoordinator = "school_coordinator",
        /// Marks responses.
        Marker = "marker",
        /// Reads published specifications (school systems).
        SchoolReader = "school_reader",
        /// Reads results and enters item statistics.
        Statistician = "statistician",
        /// Everything, in its organisation and below.
        Administrator = "administrator",
    }
}

impl Role {
    /// What the role may do.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Developer => &[
                ReadItems,
                ReadKeys,
                WriteItems,
                ImportItems,
                ReadSpecifications,
            ],
            Self::Reviewer => &[ReadItems, ReadKeys, ReviewItems, ReadSpecifications],
            Self::BankManager => &[
                PublishReference,
                ShareObjects,
                ReadItems,
                ReadSecureItems,
                ReadKeys,
                WriteItems,
                AssignItems,
                ImportItems,
                ReviewItems,
                OperateItems,
                WriteStatistics,
                ReadSpecifications,
            ],
            Self::TestConstructor => &[
                ReadItems,
                ReadSecureItems,
                ReadKeys,
                ReadSpecifications,
                AssignItems,
                WriteSpecifications,
                PublishSpecifications,
                AssembleForms,
                ReadForms,
                LockForms,
            ],
            Self::SchoolCoordinator => &[
                ReadSpecifications,
                ReadForms,
                ManageSittings,
                WriteResponses,
                WriteMarks,
                ReadResults,
                WriteJournal,
                ReadNames,
                ManageNames,
            ],
            Self::Marker => &[ReadSpecifications, ReadForms, WriteMarks],
            Self::SchoolReader => &[ReadSpecifications],
            Self::Statistician => &[
                ReadItems,
                ReadSpecifications,
                WriteStatistics,
                ReadForms,
                ReadResults,
            ],
            Self::Administrator => Permission::ALL,
        }
    }
}
