//! What payers ask about an act: a closed list that rulesets decide by and that the reading fills in.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, databake::Bake)]
        #[databake(path = notelint::circumstances)]
        pub enum $type { $($(#[$vdoc])* #[serde(rename = $name)] $variant),+ }

        impl $type {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in YAML and in output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

named! {
    /// The program that the service belongs to.
    Program {
        /// Residential treatment.
        Residential = "residential",
        /// A perinatal program or network.
        Perinatal = "perinatal",
        /// Assertive community treatment.
        Act = "act",
    }
}

named! {
    /// The service that the note documents, where payers tell several apart.
    #[allow(clippy::enum_variant_names, reason = "the payer's own names; others would not begin with CM")]
    Service {
        /// Case management, mental health.
        CmMh = "cm-mh",
        /// Case management, client-centered consultation.
        CmCcc = "cm-ccc",
        /// Case management, transition linkage and aftercare.
        CmTla = "cm-tla",
        /// Case management, LOCUS.
        CmLocus = "cm-locus",
    }
}

named! {
    /// Whom an act was meant for.
    Recipient {
        /// The client.
        Client = "client",
        /// The client's family or friends.
        Family = "family",
        /// A health, mental health or social service provider.
        ServiceProvider = "service-provider",
        /// A county or state partner: probation, child welfare, benefits offices.
        CountyPartner = "county-partner",
        /// A court or a judge.
        Court = "court",
        /// An attorney.
        Attorney = "attorney",
        /// A landlord.
        Landlord = "landlord",
        /// A school or a teacher.
        School = "school",
        /// An employer.
        Employer = "employer",
        /// Anyone else.
        Public = "public",
    }
}

named! {
    /// What an act was for.
    Purpose {
        /// A transition between levels of care or living arrangements, to an agency that accepts the client.
        LevelOfCareTransition = "level-of-care-transition",
        /// Giving the client's status.
        Status = "status",
        /// This client only.
        ThisClientOnly = "this-client-only",
        /// Several clients or families at once.
        SeveralPeople = "several-people",
    }
}

named! {
    /// How an act was done, where a payer tells ways of doing one act apart.
    Manner {
        /// On the way: the trip to or from an appointment, not the time there.
        EnRoute = "en-route",
        /// A message left on a machine.
        Machine = "machine",
        /// A message taken by a person.
        Person = "person",
        /// Reading what came.
        Reading = "reading",
        /// Writing or sending.
        Writing = "writing",
        /// By text message, read or written.
        Text = "text",
    }
}

/// What the note tells about an act; `None` is "the note does not tell".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circumstances {
    /// The programs that the command, the header or the note's words name.
    pub programs: Vec<Program>,
    /// The service that the header names; LOCUS also where the act itself is one.
    pub service: Option<Service>,
    /// Whom the act was meant for.
    pub recipient: Option<Recipient>,
    /// What the act was for.
    pub purpose: Option<Purpose>,
    /// How the act was done.
    pub manner: Option<Manner>,
    /// Whether the client was there.
    pub client_present: Option<bool>,
    /// Whether the act served several clients.
    pub several_clients: Option<bool>,
    /// Whether the visit that the act belongs to failed.
    pub visit_failed: Option<bool>,
    /// Whether what was written is the note of this very service.
    pub own_session_note: Option<bool>,
    /// Whether the note says that the act's time is not claimed.
    pub time_not_claimed: bool,
    /// The note's service minutes, where stated.
    pub service_minutes: Option<f64>,
    /// A record system named beside the act ("sage", "sanwits", "hmis"), in lower case.
    pub system: Option<Cow<'static, str>>,
}

impl Circumstances {
    /// Whether the act is a LOCUS, which payers treat as an event.
    pub fn is_locus(&self) -> bool {
        self.service == Some(Service::CmLocus)
    }
}
