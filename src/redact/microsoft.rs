//! What is Microsoft's own and the same for every customer, and the hosts of others that are no customer's either.

use crate::microsoft;

/// Ids of applications, tenants and roles, as Microsoft publishes them; in order.
const IDS: &[u128] = &[
    0x0000_0001_0000_0000_c000_0000_0000_0000, // Access Control Service
    0x0000_0002_0000_0000_c000_0000_0000_0000, // Windows Azure Active Directory
    0x0000_0002_0000_0ff1_ce00_0000_0000_0000, // Office 365 Exchange Online
    0x0000_0003_0000_0000_c000_0000_0000_0000, // Microsoft Graph
    0x0000_0003_0000_0ff1_ce00_0000_0000_0000, // Office 365 SharePoint Online
    0x0000_0004_0000_0ff1_ce00_0000_0000_0000, // Skype for Business Online
    0x0000_0005_0000_0ff1_ce00_0000_0000_0000, // Yammer
    0x0000_0006_0000_0ff1_ce00_0000_0000_0000, // Office 365 portal
    0x0000_0007_0000_0000_c000_0000_0000_0000, // Dataverse
    0x0000_0007_0000_0ff1_ce00_0000_0000_0000, // Exchange Online Protection
    0x0000_0009_0000_0000_c000_0000_0000_0000, // Power BI Service
    0x0000_000a_0000_0000_c000_0000_0000_0000, // Intune
    0x0000_000c_0000_0000_c000_0000_0000_0000, // App Access Panel
    0x0000_0012_0000_0000_c000_0000_0000_0000, // Azure Rights Management
    0x0000_0015_0000_0000_c000_0000_0000_0000, // Dynamics ERP
    0x01cb_2876_7ebd_4aa4_9cc9_d28b_d4d3_59a9, // Device Registration Service
    0x0229_07d3_0f1b_48f7_badc_1ba6_abab_6d66, // Azure SQL Database
    0x04b0_7795_8ddb_461a_bbee_02f9_e1bf_7b46, // Azure CLI
    0x0526_716b_113d_4c15_b2c8_68e3_c22b_9f80, // role Authentication Policy Administrator
    0x05a6_5629_4c1b_48c1_a78b_804c_4abd_d4af, // Defender for Cloud Apps
    0x1212_8f48_ec9e_42f0_b203_ea49_fb6a_f367, // Microsoft Teams PowerShell
    0x14d8_2eec_204b_4c2f_b7e8_296a_70da_b67e, // Microsoft Graph Command Line Tools
    0x194a_e4cb_b126_40b2_bd5b_6091_b380_977d, // role Security Administrator
    0x1950_a258_227b_4e31_a9cf_7174_9594_5fc2, // Azure PowerShell
    0x1b73_0954_1685_4b74_9bfd_dac2_24a7_b894, // Azure AD PowerShell
    0x1fec_8e78_bce4_4aaf_ab1b_5451_cc38_7264, // Microsoft Teams
    0x26a7_ee05_5602_4d76_a7ba_eae8_b7b6_7941, // Windows Search
    0x2792_2004_5251_4030_b22d_91ec_d9a3_7ea4, // Outlook Mobile
    0x2793_995e_0a7d_40d7_bd35_6968_ba14_2197, // My Apps
    0x2923_2cdf_9323_42fd_ade2_1d09_7af3_e4de, // role Exchange Administrator
    0x29d9_ed98_a469_4536_ade2_f981_bc1d_605e, // Authentication Broker
    0x38aa_3b87_a06d_4817_b275_7a31_6988_d93b, // Windows Sign In
    0x3a2c_62db_5318_420d_8d74_23af_fee5_d9d5, // role Intune Administrator
    0x4345_a7b9_9a63_4910_a426_3536_3201_d503, // O365 Suite UX
    0x4765_445b_32c6_49b0_83e6_1d93_7652_76ca, // OfficeHome
    0x4990_cffe_04e8_4e8b_808a_1175_604b_879f, // Microsoft Partner
    0x499b_84ac_1321_427f_aa17_267c_a697_5798, // Azure DevOps
    0x4b23_3688_031c_404b_9a80_a4f3_f235_1f90, // Office.com
    0x5e3c_e6c0_2b1f_4285_8d4b_75ee_7878_7346, // Microsoft Teams in the browser
    0x62e9_0394_69f5_4237_9190_0121_7714_5e10, // role Global Administrator
    0x6909_1246_20e8_4a56_aa4d_0660_75b2_a7a8, // role Teams Administrator
    0x72f9_88bf_86f1_41af_91ab_2d7c_d011_db47, // tenant of Microsoft
    0x7698_a772_787b_4ac8_901f_60d6_b08a_ffd2, // role Cloud Device Administrator
    0x797f_4846_ba00_4fd7_ba43_dac1_f8f6_3013, // Azure Service Management
    0x7be4_4c8a_adaf_4e2a_84d6_ab26_49e0_8a13, // role Privileged Authentication Administrator
    0x871c_010f_5e61_4fb1_83ac_9861_0a7e_9110, // Microsoft Power BI
    0x872c_d9fa_d31f_45e0_9eab_6e46_0a02_d1f1, // Visual Studio
    0x892c_5842_a9a6_463a_8041_72aa_08ca_3cf6, // role Cloud App Security Administrator
    0x89be_e1f7_5e6e_4d8a_9f3d_ecd6_0125_9da7, // Office365 Shell WCSS-Client
    0x9188_040d_6c67_4c5b_b112_36a3_04b6_6dad, // tenant of personal accounts
    0x9362_5bc8_bfe2_437a_97e0_3d00_6002_4faa, // password reset service
    0x9b89_5d92_2cd3_44c7_9d02_a6ac_2d5e_a5c3, // role Application Administrator
    0x9ba1_a5c7_f17a_4de9_a1f1_6178_c8d5_1223, // Intune Company Portal
    0x9bc3_ab49_b65d_410a_85ad_de81_9feb_fddc, // SharePoint Online Management Shell
    0xa0c7_3c16_a7e3_4564_9a95_2bdf_4738_3716, // Exchange Online remote PowerShell
    0xab9b_8c07_8f02_4f72_87fa_8010_5867_a763, // OneDrive SyncEngine
    0xabfa_0a7c_a6b6_4736_8310_5855_5087_87cd, // Azure App Service
    0xaebc_6443_996d_45c2_90f0_388f_f96f_aa56, // Visual Studio Code
    0xc44b_4083_3bb0_49c1_b47d_974e_53cb_df3c, // Azure portal
    0xc539_3580_f805_4401_95e8_94b7_a6ef_2fc2, // Office 365 Management APIs
    0xca7f_3f0b_7d91_482c_8e09_c5d8_40d0_eac5, // Log Analytics
    0xcc15_fd57_2c6c_4117_a88c_83b1_d56b_4bbe, // Microsoft Teams Services
    0xcfa8_b339_82a2_471a_a3c9_0fc0_be7a_4093, // Azure Key Vault
    0xd1dd_f0e4_d672_4dae_b554_9d5b_dfd9_3547, // Intune PowerShell
    0xd359_0ed6_52b3_4102_aeff_aad2_292a_b01c, // Microsoft Office
    0xdd76_2716_544d_4aeb_a526_687b_7383_8a22, // Device Registration Client
    0xde8b_c8b5_d9f9_48b1_a8ad_b748_da72_5064, // Graph Explorer
    0xe406_a681_f3d4_42a8_90b6_c2b0_2949_7af1, // Azure Storage
    0xe861_1ab8_c189_46e8_94e1_6021_3ab1_f814, // role Privileged Role Administrator
    0xf28a_1f50_f6e7_4571_818b_6a12_f2af_6b6c, // role SharePoint Administrator
    0xf8cd_ef31_a31e_4b4a_93e4_5f57_1e91_255a, // tenant of Microsoft's services
    0xfa3d_9a0c_3fb0_42cc_9193_47c7_ecd2_edbd, // Microsoft Partner Center
    0xfb78_d390_0c51_40cd_8e17_fdbf_ab77_341b, // Exchange Online PowerShell
    0xfc0f_3af4_6835_4174_b806_f7db_311f_d2f3, // Intune Windows Agent
    0xfc78_0465_2017_40d4_a0c5_3070_2247_1b92, // Defender for Endpoint
    0xfe93_0be7_5e62_47db_91af_98c3_a49a_38b1, // role User Administrator
];

/// Public sites that links in errors lead to; in order.
const PUBLIC: &[&str] = &[
    "adobe.com",
    "apache.org",
    "digicert.com",
    "docker.com",
    "github.com",
    "github.io",
    "githubusercontent.com",
    "google.com",
    "googleapis.com",
    "ietf.org",
    "json-schema.org",
    "mozilla.org",
    "npmjs.com",
    "oasis-open.org",
    "okta.com",
    "openid.net",
    "openssl.org",
    "pypi.org",
    "python-requests.org",
    "python.org",
    "readthedocs.io",
    "rewst.help",
    "rewst.io",
    "stackoverflow.com",
    "w3.org",
    "xmlsoap.org",
];

/// Names of products and code that look like domains.
const PRODUCTS: &[&str] = &[
    "asp.net",
    "ado.net",
    "vb.net",
    "microsoft.net",
    "java.net",
    "system.net",
    "socket.io",
    "node.js",
];

/// Whether an id is the same for every customer; the empty one and the full one are.
pub(super) fn is_known(id: u128) -> bool {
    id == 0 || id == u128::MAX || IDS.binary_search(&id).is_ok()
}

/// Whose a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Microsoft's, or a public site.
    Public,
    /// A tenant has its name in it.
    Tenant,
    /// A resource of a customer at Microsoft or Okta.
    Resource,
    /// Anybody's.
    Other,
}

/// Whose a host is, in lower case.
pub(super) fn owner(host: &str) -> Owner {
    const OTHERS: &str = "okta.com";
    match microsoft::owner(host) {
        Some(microsoft::Owner::Microsoft) => Owner::Public,
        Some(microsoft::Owner::Tenant) => Owner::Tenant,
        Some(microsoft::Owner::Resource) => Owner::Resource,
        None if microsoft::name_below(host, OTHERS).is_some() => Owner::Resource,
        None if microsoft::is_in(host, PUBLIC) || PRODUCTS.contains(&host) => Owner::Public,
        None => Owner::Other,
    }
}

/// Whether a name is a host that is nobody's.
pub(super) fn is_public(name: &str) -> bool {
    name.contains('.') && owner(&name.to_ascii_lowercase()) == Owner::Public
}

/// Whether a machine's name is one of Exchange Online's: `MN2PR18MB3197`.
pub(super) fn is_server(name: &str) -> bool {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let role = &name[..name.len() - digits];
    (10..=20).contains(&name.len())
        && (3..=4).contains(&digits)
        && ["MB", "CA", "DC", "FT", "HT"].iter().any(|kind| role.ends_with(kind))
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && role.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_sites_are_in_order() {
        assert!(IDS.is_sorted());
        assert!(PUBLIC.is_sorted());
    }
}
