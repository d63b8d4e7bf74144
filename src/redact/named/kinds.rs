//! What labels say of their values.

use std::sync::LazyLock;

use crate::redact::{
    Class,
    dictionary::{Dictionary, Part},
};

/// What a label says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A secret that is chosen by people: any word may be it.
    Password,
    /// A secret that is made by machines: long, with digits.
    Token,
    /// The rest of the line is secret.
    Line,
    /// The name of something.
    Name(Class),
}

/// Labels of secrets and names; those of nothing that is a customer's come first.
pub(super) static LABELS: LazyLock<Dictionary<Option<Kind>>> = LazyLock::new(|| {
    Dictionary::new([
        (HARMLESS, Part::Words, None),
        (LINES, Part::Words, Some(Kind::Line)),
        (PASSWORDS, Part::End, Some(Kind::Password)),
        (PASSWORD_WORDS, Part::Words, Some(Kind::Password)),
        (TOKENS, Part::End, Some(Kind::Token)),
        (TOKEN_WORDS, Part::Words, Some(Kind::Token)),
        (USERS, Part::Words, Some(Kind::Name(Class::User))),
        (TENANTS, Part::Words, Some(Kind::Name(Class::Tenant))),
        (HOSTS, Part::Words, Some(Kind::Name(Class::Host))),
    ])
});

/// Labels of what is secret as a whole.
const LINES: &[&str] = &["cookie", "setcookie"];

/// Labels of what people choose; the letters may stand inside of a word.
const PASSWORDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "secretvalue",
    "secrettext",
    "apikey",
    "privatekey",
    "accountkey",
    "accesskey",
    "sharedkey",
    "recoverykey",
    "encryptionkey",
    "subscriptionkey",
    "functionskey",
    "storagekey",
    "laps",
    "kennwort",
    "passwort",
    "motdepasse",
    "wachtwoord",
    "geheimnis",
    "clientschlüssel",
    "zugriffsschlüssel",
    "wiederherstellungsschlüssel",
    "contraseña",
    "senha",
];

/// The same, but only as words of their own.
const PASSWORD_WORDS: &[&str] =
    &["pwd", "pass", "pw", "sig", "otp", "pin", "userpin", "usercode", "hostkey"];

/// Labels of what machines make.
const TOKENS: &[&str] = &[
    "token",
    "assertion",
    "samlresponse",
    "samlrequest",
    "codeverifier",
    "devicecode",
    "authcode",
    "authorizationcode",
    "authorization",
    "credential",
    "credentials",
    "signature",
];

/// The same, but only as words of their own.
const TOKEN_WORDS: &[&str] = &["code", "key", "jwt", "sas"];

/// Ends of labels that look like a secret's and say something else.
const HARMLESS: &[&str] = &[
    "publickeytoken",
    "cancellationtoken",
    "errorcode",
    "statuscode",
    "primarykey",
    "foreignkey",
    "registrykey",
    "exitcode",
    "erroruri",
];

/// Labels of people and accounts.
const USERS: &[&str] = &[
    "user",
    "username",
    "userid",
    "useraccount",
    "userobject",
    "recipient",
    "mailuser",
    "userprincipalname",
    "upn",
    "login",
    "loginname",
    "loginhint",
    "signinname",
    "account",
    "accountname",
    "samaccountname",
    "displayname",
    "mailnickname",
    "mailbox",
    "givenname",
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "identity",
    "benutzer",
    "benutzername",
    "benutzerkonto",
    "anmeldename",
    "anzeigename",
    "vorname",
    "nachname",
    "utilisateur",
    "usuario",
    "utente",
    "gebruiker",
    "gebruikersnaam",
];

/// Labels of organisations.
const TENANTS: &[&str] = &[
    "tenant",
    "tenantname",
    "tenantdisplayname",
    "tenantdomain",
    "organization",
    "organisation",
    "organizationname",
    "company",
    "companyname",
    "customer",
    "customername",
    "initialdomain",
    "organisationname",
    "kunde",
    "kundenname",
    "firma",
    "firmenname",
    "mandant",
    "mandantenname",
    "unternehmen",
    "entreprise",
    "empresa",
    "azienda",
    "klant",
    "bedrijf",
];

/// Labels of machines.
const HOSTS: &[&str] = &[
    "computer",
    "computername",
    "host",
    "hostname",
    "server",
    "servername",
    "machine",
    "machinename",
    "workstation",
    "workstationname",
    "devicename",
    "devicedisplayname",
    "netbiosname",
    "datasource",
    "rechner",
    "rechnername",
    "gerätename",
];
