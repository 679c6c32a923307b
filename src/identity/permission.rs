//! Permissions: the verbs of the service. Roles are sets of these.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// One thing that may be done to objects of an organisation and those below it.
    Permission {
        /// Create and change organisations below.
        ManageOrganisations = "manage_organisations",
        /// Create users and grant roles.
        ManageUsers = "manage_users",
        /// Share what an organisation owns with other organisations.
        ShareObjects = "share_objects",
        /// Read the audit trail.
        ReadAudit = "read_audit",
        /// Read what the service counts of itself.
        ReadMetrics = "read_metrics",
        /// Publish curricula and grading policies.
        PublishReference = "publish_reference",
        /// See items that are open or restricted.
        ReadItems = "read_items",
        /// See secure items.
        ReadSecureItems = "read_secure_items",
        /// See keys, mark schemes, hints and explanations.
        ReadKeys = "read_keys",
        /// Write items and stimuli.
        WriteItems = "write_items",
        /// Give developers rows of specifications to write items for.
        AssignItems = "assign_items",
        /// Import items in bulk.
        ImportItems = "import_items",
        /// Approve or send back submitted items.
        ReviewItems = "review_items",
        /// Put items live, suspend and retire them.
        OperateItems = "operate_items",
        /// Enter statistics.
        WriteStatistics = "write_statistics",
        /// Read published specifications.
        ReadSpecifications = "read_specifications",
        /// Write specifications.
        WriteSpecifications = "write_specifications",
        /// Approve and publish specifications.
        PublishSpecifications = "publish_specifications",
        /// Assemble forms.
        AssembleForms = "assemble_forms",
        /// Let a draft form break a constraint, with a reason.
        OverrideConstraints = "override_constraints",
        /// Read locked forms as candidates see them.
        ReadForms = "read_forms",
        /// Lock forms.
        LockForms = "lock_forms",
        /// Classes, candidates and sittings.
        ManageSittings = "manage_sittings",
        /// Enter responses.
        WriteResponses = "write_responses",
        /// Enter marks.
        WriteMarks = "write_marks",
        /// Read results and reports.
        ReadResults = "read_results",
        /// Enter journal points.
        WriteJournal = "write_journal",
        /// See names of pupils, each time for a purpose that is kept in the audit trail.
        ReadNames = "read_names",
        /// Bring names of pupils in and have them erased.
        ManageNames = "manage_names",
        /// Say which other systems are told what happens.
        ManageWebhooks = "manage_webhooks",
    }
}
