//! Values that are known by their labels: secrets, and names that look like any other word.

use super::{
    Class,
    finds::{By, Finds},
    label::{self, Label, Labelled, Sign},
    microsoft,
    value::{self, Value},
    view::View,
    words,
};

/// What a label says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A secret that is chosen by people: any word may be it.
    Password,
    /// A secret that is made by machines: long, with digits.
    Token,
    /// The rest of the line is secret.
    Line,
    /// The name of something.
    Name(Class),
}

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
    "thepassword",
    "yourpassword",
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
];

/// Adds every value that a label gives away.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let mut done = 0;
    for labelled in label::labels(&view.text) {
        if labelled.start <= done {
            continue;
        }
        let Some(kind) = kind(&labelled) else { continue };
        if kind == Kind::Token && !words::may_be_opaque(&view.text[labelled.start..]) {
            continue;
        }
        let Some(value) = value::value(view, labelled.start, labelled.sign) else { continue };
        if is_given_away(view, kind, &labelled, &value) {
            done = add(&view.text, finds, kind, labelled.sign, &value);
        }
    }
}

/// Adds a value, and tells where it ends.
fn add(text: &str, finds: &mut Finds, kind: Kind, sign: Sign, value: &Value) -> usize {
    let (by, class, range) = match kind {
        Kind::Name(class) => (By::Name, class, value.range.start..name_end(text, class, value)),
        Kind::Password | Kind::Token => (By::Secrecy, Class::Secret, value.whole(text, sign)),
        Kind::Line => {
            let line = &text[value.range.start..];
            let end = line.find(['\n', '"']).map_or(text.len(), |end| value.range.start + end);
            (By::Secrecy, Class::Secret, value.range.start..end)
        }
    };
    let end = range.end;
    finds.add(by, class, range);
    end
}

/// Where a name ends: those of people and organisations have several words, each with a capital letter.
fn name_end(text: &str, class: Class, value: &Value) -> usize {
    const MORE: usize = 2;
    let mut end = value.range.end;
    if value.is_quoted
        || !matches!(class, Class::User | Class::Tenant)
        || !is_capital(&text[value.range.clone()])
    {
        return end;
    }
    for _ in 0..MORE {
        let Some(rest) = text[end..].strip_prefix(' ') else { break };
        let word =
            rest.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
        let is_label = rest[word.len()..].starts_with([':', '=']);
        if !is_capital(word) || is_label || words::is_common(word) {
            break;
        }
        end += 1 + word.len();
    }
    end
}

/// Whether it is written as names are.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

fn kind(labelled: &Labelled) -> Option<Kind> {
    let label = &labelled.label;
    if label.is_any(HARMLESS) {
        return None;
    }
    secret(label).or_else(|| name(label).filter(|_| labelled.sign != Sign::Is))
}

fn secret(label: &Label) -> Option<Kind> {
    let text = label.as_bytes();
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 && (label.is_any(&["setcookie", "cookie"])) {
        return Some(Kind::Line);
    }
    if label.ends(PASSWORDS) || label.is_any(PASSWORD_WORDS) {
        return Some(Kind::Password);
    }
    (label.ends(TOKENS) || label.is_any(TOKEN_WORDS)).then_some(Kind::Token)
}

fn name(label: &Label) -> Option<Kind> {
    let classes = [(USERS, Class::User), (TENANTS, Class::Tenant), (HOSTS, Class::Host)];
    let class = classes.iter().find(|(labels, _)| label.is_any(labels));
    class.map(|(_, class)| Kind::Name(*class))
}

/// Whether the value is what its label says, and not a remark about it.
fn is_given_away(view: &View<'_>, kind: Kind, labelled: &Labelled, value: &Value) -> bool {
    let text = &view.text[value.range.clone()];
    let is_option = labelled.sign == Sign::Option && text.starts_with('-');
    if is_option || words::is_placeholder(text) {
        return false;
    }
    match kind {
        Kind::Line => true,
        Kind::Token => words::is_opaque(text),
        Kind::Password => is_password(view, labelled.sign, value, text),
        Kind::Name(_) if microsoft::is_server(text) || microsoft::is_public(text) => false,
        Kind::Name(_) => !text.contains("://") && is_name(view, labelled.sign, value, text),
    }
}

fn is_password(view: &View<'_>, sign: Sign, value: &Value, text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphabetic());
    match sign {
        Sign::Is => value.is_quoted || !is_plain,
        Sign::Quote => text.len() > 5 && !text.contains(' '),
        _ if value.is_quoted => !text.contains(' ') || !words::is_prose(text),
        _ => !is_plain || !words::is_common(text) && !is_followed_by_prose(view, value),
    }
}

fn is_name(view: &View<'_>, sign: Sign, value: &Value, text: &str) -> bool {
    let is_possible = text.len() > 1 && text.len() <= 128 && !words::is_common(text);
    let is_written = match sign {
        Sign::Quote | Sign::Option | Sign::Element => true,
        _ if text.bytes().any(|byte| byte.is_ascii_digit()) => true,
        _ => value.is_quoted || !is_followed_by_prose(view, value),
    };
    is_possible && is_written && !words::is_prose(text)
}

/// Whether a word goes on as a sentence does: a small word follows.
fn is_followed_by_prose(view: &View<'_>, value: &Value) -> bool {
    let Some(rest) = view.text[value.range.end..].strip_prefix(' ') else { return false };
    let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    next.starts_with(|c: char| c.is_lowercase()) && !rest[next.len()..].starts_with(['=', ':'])
}
