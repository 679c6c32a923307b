//! `user create`.

use super::arguments::{UserArguments, UserCommand};
use super::config::Config;
use super::outcome::{Failure, print};
use super::startup;
use crate::service::keys::{self, CreateKey};
use crate::service::{Call, setup};

/// Runs a command about accounts.
pub fn run(config: &Config, arguments: UserArguments) -> Result<(), Failure> {
    let UserCommand::Create { login, admin: _ } = arguments.command;
    let services = startup::open(config)?;
    setup::prepare(&services, &config.zone)?;
    let user_id = setup::create_administrator(&services, &login, None)?;
    let call = Call::of(services.actor_of_user(&user_id)?, "command-line");
    let key = keys::create_key(
        &services,
        &call,
        CreateKey {
            label: "command line".into(),
            permissions: Vec::new(),
            expires_at: None,
        },
    )?;
    print(&key.secret);
    Ok(())
}
