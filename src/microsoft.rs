//! The domains of Microsoft's clouds, and which names below them are a customer's.

use std::{collections::HashMap, sync::LazyLock};

/// Whose a host below one of Microsoft's domains is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Microsoft's own, the same for every customer.
    Microsoft,
    /// A tenant has its name in it.
    Tenant,
    /// A customer named a resource.
    Resource,
}

/// Whose a host is, in lower case; none where Microsoft has no part in it.
pub(crate) fn owner(host: &str) -> Option<Owner> {
    let domain = suffixes(host).filter(|domain| DOMAINS.contains_key(domain)).last()?;
    let names = match DOMAINS.get(domain)?.names {
        Some(owner) => name_below(host, domain).map(|_| owner),
        None => is_organisation(host, domain).then_some(Owner::Resource),
    };
    Some(names.unwrap_or(Owner::Microsoft))
}

/// Whether a host, in lower case, is one of a service of Microsoft's, be it a customer's part of it.
pub(crate) fn is_service(host: &str) -> bool {
    suffixes(host).any(|domain| DOMAINS.get(domain).is_some_and(|domain| domain.is_service))
}

/// Whether a host is one of the domains, which are in order, or below it.
pub(crate) fn is_in(host: &str, domains: &[&str]) -> bool {
    suffixes(host).any(|domain| domains.binary_search(&domain).is_ok())
}

/// The name of a host below a domain, unless it is one that providers give to hosts of their own.
pub(crate) fn name_below<'h>(host: &'h str, domain: &str) -> Option<&'h str> {
    const THEIRS: &[&str] =
        &["www", "login", "admin", "portal", "docs", "help", "support", "developer", "devforum"];
    host.strip_suffix(domain)?.strip_suffix('.').filter(|name| !THEIRS.contains(name))
}

/// Whether it is one of Dynamics in one of its regions: `contoso.crm4.dynamics.com`.
fn is_organisation(host: &str, domain: &str) -> bool {
    let name = name_below(host, domain).filter(|_| domain == "dynamics.com");
    let region = name.and_then(|name| name.rsplit_once('.')?.1.strip_prefix("crm"));
    region.is_some_and(|region| region.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A host's last label, its last two, and so on, as far as domains go.
fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    const LABELS: usize = 5;
    let dots = memchr::memrchr_iter(b'.', host.as_bytes()).map(|dot| &host[dot + 1..]);
    dots.chain([host]).take(LABELS)
}

/// What is known of a domain.
#[derive(Clone, Copy, Default)]
struct Domain {
    is_service: bool,
    /// Whose the names below it are, where they are not Microsoft's.
    names: Option<Owner>,
}

static DOMAINS: LazyLock<HashMap<&str, Domain>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    known.extend(SITES.iter().map(|domain| (*domain, Domain::default())));
    for domain in SERVICES {
        known.insert(domain, Domain { is_service: true, names: None });
    }
    for (domains, owner) in [(TENANTS, Owner::Tenant), (RESOURCES, Owner::Resource)] {
        for domain in domains {
            known.entry(domain).or_default().names = Some(owner);
        }
    }
    known
});

/// Domains in which Microsoft's services answer, those of the national clouds among them.
const SERVICES: &[&str] = &[
    "azure.cn",
    "azure.com",
    "azure.net",
    "azure.us",
    "b2clogin.com",
    "chinacloudapi.cn",
    "ciamlogin.com",
    "cloud.microsoft",
    "cloudapi.de",
    "dynamics.com",
    "live.com",
    "lync.com",
    "microsoft.com",
    "microsoft.us",
    "microsoft365.com",
    "microsoftazure.de",
    "microsoftazure.us",
    "microsoftazuread-sso.com",
    "microsoftonline-p.com",
    "microsoftonline.cn",
    "microsoftonline.com",
    "microsoftonline.de",
    "microsoftonline.us",
    "msauth.net",
    "msftauth.net",
    "msidentity.com",
    "office.com",
    "office.de",
    "office.net",
    "office365.com",
    "office365.us",
    "outlook.cn",
    "outlook.com",
    "outlook.de",
    "passport.net",
    "powerapps.com",
    "powerautomate.com",
    "powerbi.com",
    "powerplatform.com",
    "sharepoint-mil.us",
    "sharepoint.cn",
    "sharepoint.com",
    "sharepoint.de",
    "sharepoint.us",
    "svc.ms",
    "usgovcloudapi.net",
    "visualstudio.com",
    "windows.net",
    "windowsazure.com",
    "yammer.com",
];

/// Domains of Microsoft's in which no service of its business clouds answers.
const SITES: &[&str] = &[
    "aka.ms",
    "bing.com",
    "hotmail.com",
    "microsoft",
    "msedge.net",
    "msn.com",
    "nuget.org",
    "onmicrosoft.com",
    "onmicrosoft.de",
    "onmicrosoft.us",
    "onmschina.cn",
    "powershellgallery.com",
    "sfx.ms",
    "skype.com",
    "sway.com",
    "windows.com",
    "windowsupdate.com",
    "xbox.com",
];

/// Domains below which tenants have names: `contoso.sharepoint.com`.
const TENANTS: &[&str] = &[
    "b2clogin.com",
    "ciamlogin.com",
    "mail.onmicrosoft.com",
    "mail.protection.office365.us",
    "mail.protection.outlook.com",
    "mail.protection.outlook.de",
    "mail.protection.partner.outlook.cn",
    "mx.microsoft",
    "onmicrosoft.com",
    "onmicrosoft.de",
    "onmicrosoft.us",
    "partner.onmschina.cn",
    "sharepoint-mil.us",
    "sharepoint.cn",
    "sharepoint.com",
    "sharepoint.de",
    "sharepoint.us",
];

/// Domains below which customers name resources: `contoso.vault.azure.net`.
const RESOURCES: &[&str] = &[
    "azconfig.io",
    "azure-api.net",
    "azure-api.us",
    "azure-devices.net",
    "azurecontainer.io",
    "azurecontainerapps.io",
    "azurecr.cn",
    "azurecr.io",
    "azurecr.us",
    "azuredatabricks.net",
    "azureedge.net",
    "azurefd.net",
    "azurestaticapps.net",
    "azurewebsites.net",
    "azurewebsites.us",
    "batch.azure.com",
    "blob.core.chinacloudapi.cn",
    "blob.core.cloudapi.de",
    "blob.core.usgovcloudapi.net",
    "blob.core.windows.net",
    "chinacloudsites.cn",
    "cloudapp.azure.com",
    "cloudapp.chinacloudapi.cn",
    "cloudapp.net",
    "cloudapp.usgovcloudapi.net",
    "cloudax.dynamics.com",
    "cognitiveservices.azure.com",
    "database.chinacloudapi.cn",
    "database.cloudapi.de",
    "database.usgovcloudapi.net",
    "database.windows.net",
    "datafactory.azure.net",
    "dfs.core.chinacloudapi.cn",
    "dfs.core.cloudapi.de",
    "dfs.core.usgovcloudapi.net",
    "dfs.core.windows.net",
    "documents.azure.cn",
    "documents.azure.com",
    "documents.azure.us",
    "file.core.chinacloudapi.cn",
    "file.core.cloudapi.de",
    "file.core.usgovcloudapi.net",
    "file.core.windows.net",
    "kusto.windows.net",
    "managedhsm.azure.net",
    "msappproxy.net",
    "mysql.database.azure.com",
    "openai.azure.com",
    "operations.dynamics.com",
    "postgres.database.azure.com",
    "powerappsportals.com",
    "queue.core.chinacloudapi.cn",
    "queue.core.cloudapi.de",
    "queue.core.usgovcloudapi.net",
    "queue.core.windows.net",
    "redis.cache.windows.net",
    "search.windows.net",
    "service.signalr.net",
    "servicebus.chinacloudapi.cn",
    "servicebus.cloudapi.de",
    "servicebus.usgovcloudapi.net",
    "servicebus.windows.net",
    "sql.azuresynapse.net",
    "table.core.chinacloudapi.cn",
    "table.core.cloudapi.de",
    "table.core.usgovcloudapi.net",
    "table.core.windows.net",
    "trafficmanager.net",
    "vault.azure.cn",
    "vault.azure.net",
    "vault.microsoftazure.de",
    "vault.usgovcloudapi.net",
    "visualstudio.com",
    "web.core.chinacloudapi.cn",
    "web.core.cloudapi.de",
    "web.core.usgovcloudapi.net",
    "web.core.windows.net",
    "webhook.office.com",
    "wvd.microsoft.com",
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("graph.microsoft.com", Some(Owner::Microsoft))]
    #[case("login.partner.microsoftonline.cn", Some(Owner::Microsoft))]
    #[case("microsoftgraph.chinacloudapi.cn", Some(Owner::Microsoft))]
    #[case("management.usgovcloudapi.net", Some(Owner::Microsoft))]
    #[case("management.core.windows.net", Some(Owner::Microsoft))]
    #[case("vault.azure.net", Some(Owner::Microsoft))]
    #[case("admin.cloud.microsoft", Some(Owner::Microsoft))]
    #[case("crm4.dynamics.com", Some(Owner::Microsoft))]
    #[case("aka.ms", Some(Owner::Microsoft))]
    #[case("contoso.onmicrosoft.com", Some(Owner::Tenant))]
    #[case("contoso.mail.onmicrosoft.com", Some(Owner::Tenant))]
    #[case("contoso.sharepoint.cn", Some(Owner::Tenant))]
    #[case("contoso-my.sharepoint-mil.us", Some(Owner::Tenant))]
    #[case("contoso-com.o-v1.mx.microsoft", Some(Owner::Tenant))]
    #[case("contoso.b2clogin.com", Some(Owner::Tenant))]
    #[case("contoso.vault.usgovcloudapi.net", Some(Owner::Resource))]
    #[case("contoso.blob.core.chinacloudapi.cn", Some(Owner::Resource))]
    #[case("contoso.crm4.dynamics.com", Some(Owner::Resource))]
    #[case("contoso.api.crm.dynamics.com", Some(Owner::Resource))]
    #[case("contoso.westeurope.cloudapp.azure.com", Some(Owner::Resource))]
    #[case("notmicrosoft.com", None)]
    #[case("microsoft.com.contoso.example", None)]
    fn a_customers_name_below_a_domain_of_microsofts_is_the_customers(
        #[case] host: &str,
        #[case] expected: Option<Owner>,
    ) {
        assert_eq!(owner(host), expected);
    }

    #[rstest]
    #[case("contoso.sharepoint.com", true)]
    #[case("contoso.vault.azure.net", true)]
    #[case("api.powerplatform.com", true)]
    #[case("aka.ms", false)]
    #[case("contoso.azurewebsites.net", false)]
    #[case("org.example.microsoft", false)]
    fn services_are_told_from_sites_and_from_what_customers_run(
        #[case] host: &str,
        #[case] expected: bool,
    ) {
        assert_eq!(is_service(host), expected);
    }
}
