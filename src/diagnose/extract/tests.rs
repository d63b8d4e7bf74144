use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::diagnose::unwrap::unwrap;

const ID: &str = "0b7d3f0e-6c0e-4c57-9a53-5a4f6f1f7c11";

/// What is found in a whole text.
fn all(text: &str) -> Extracted {
    Extracted::within(&extract(text), 0..text.len())
}

#[rstest]
#[case::sign_in("AADSTS50076: Due to", &["AADSTS50076"])]
#[case::sign_in_in_lower_case("see (aadsts700016)", &["AADSTS700016"])]
#[case::b2c("AADB2C90118: The user", &["AADB2C90118"])]
#[case::part_of_a_word("XAADSTS50076 AADSTS50076x AADSTS50076_a AADSTS12 AADSTS123456789", &[])]
#[case::number_in_a_list(r#""error_codes":[50076, 50079],"x":[1]"#, &["AADSTS50076", "AADSTS50079"])]
#[case::number_in_python("'error_codes': [50173]", &["AADSTS50173"])]
#[case::number_in_a_link("https://login.microsoftonline.com/error?code=700082", &["AADSTS700082"])]
#[case::number_in_a_sign_in_log(r#""status":{"errorCode":50105}"#, &["AADSTS50105"])]
#[case::number_alone("took 50076 ms, line 50173", &[])]
#[case::once("AADSTS50076 aadsts50076 \"error_codes\":[50076]", &["AADSTS50076"])]
#[case::graph(r#"{"error":{"code":"Request_ResourceNotFound"}}"#, &["Request_ResourceNotFound"])]
#[case::graph_in_python("{'code': 'MailboxNotEnabledForRESTAPI'}", &["MailboxNotEnabledForRESTAPI"])]
#[case::unknown_code(r#""code": "TenantPolicyDenied""#, &["TenantPolicyDenied"])]
#[case::client("ServiceException: Code: NameAlreadyTaken Message: x", &["NameAlreadyTaken", "ServiceException"])]
#[case::legacy(r#""odata.error":{"code":"10013""#, &["10013"])]
#[case::go(r#"Code="LinkedInvalidScope" Message="x""#, &["LinkedInvalidScope"])]
#[case::rust("code: Some(\n  \"InvalidTenant\",", &["InvalidTenant"])]
#[case::alone("failed with Authorization_IdentityNotFound today", &["Authorization_IdentityNotFound"])]
#[case::mail("ErrorSendAsDenied", &["ErrorSendAsDenied"])]
#[case::authorization_code("?code=0.AXoAbCdEf_GhIjKlMnOp.qrst&state=1", &[])]
#[case::prose("the error code: The service said no, exit code: Failure", &[])]
#[case::oauth("error=invalid_client&x", &["invalid_client"])]
#[case::oauth_in_json(r#"{"error":"interaction_required","suberror":"basic_action"}"#, &["interaction_required", "basic_action"])]
#[case::windows("(0x80131904) and 0x8004010F", &["0x80131904", "0x8004010F"])]
#[case::address("at 0x00007ffa0c94c400, 0x80", &[])]
#[case::dot_net("System.Net.Http.HttpRequestException: x", &["System.Net.Http.HttpRequestException"])]
#[case::bracket("[Get-Mailbox], ADOperationException", &["ADOperationException"])]
#[case::python_error("ValueError: Unknown, OSError(2)", &["ValueError", "OSError"])]
#[case::zlib("zlib.error: Error -3", &["zlib.error"])]
#[case::not_an_exception("Error: an InnerError: Exception: ErrorRecord innererror CmdletError", &[])]
#[case::order("SqlException 0x80131904 invalid_grant Code: BadRequest AADSTS50078", &["AADSTS50078", "BadRequest", "invalid_grant", "0x80131904", "SqlException"])]
fn codes_are_found_and_the_most_telling_come_first(#[case] text: &str, #[case] codes: &[&str]) {
    assert_eq!(all(text).codes, codes);
}

#[rstest]
#[case("HTTP/1.1 403 Forbidden", &[403])]
#[case("HTTP/2 429", &[429])]
#[case("http error: 400 and server response", &[400])]
#[case("HTTP status code: 503", &[503])]
#[case("status code 401", &[401])]
#[case("StatusCode: 404, ReasonPhrase", &[404])]
#[case("StatusCode=403 -- Original Error", &[403])]
#[case(r#"{"status": 403}"#, &[403])]
#[case(r#"{"status":"409"}"#, &[409])]
#[case("{'error': {'response': {'code': 400, 'message'", &[400])]
#[case("status: 401,", &[401])]
#[case("Response status code does not indicate success: 400 (Bad Request).", &[400])]
#[case("The remote server returned an error: (403) Forbidden.", &[403])]
#[case("Der Remoteserver hat einen Fehler zurückgegeben: (401) Nicht autorisiert.", &[401])]
#[case("[400] invalid_grant: x", &[400])]
#[case("Client error '400 Bad Request' for url", &[400])]
#[case("resulted in a `400 Bad Request` response", &[400])]
#[case("401 Client Error: Unauthorized for url", &[401])]
#[case("Forbidden (403)", &[403])]
#[case("Access denied 403", &[403])]
#[case("403 - Forbidden: x", &[403])]
#[case("Error: 429 : {", &[429])]
#[case("the server responded with a 502", &[502])]
#[case("400 Bad Request, later 403 Forbidden, again 400 Bad Request", &[400, 403])]
#[case("HTTP/1.1 200 OK, status: 302", &[])]
#[case("port 443, HTTP 443, line 403, 400 users, Build.404, $403, char:400", &[])]
#[case("0b7d3f0e-6c0e-4403-9a53-5a4f6f1f7c11 took 401 ms of 500", &[])]
#[case("Mailbox_403 was not found in 500 GB; the year 4034", &[])]
fn a_status_counts_where_it_is_told_as_one(#[case] text: &str, #[case] expected: &[u16]) {
    assert_eq!(all(text).http_status, expected);
}

#[rstest]
#[case("POST https://login.microsoftonline.com/contoso/oauth2", "login.microsoftonline.com", true)]
#[case("at graph.microsoft.com:443.", "graph.microsoft.com", true)]
#[case("Host: Outlook.Office365.com\n", "outlook.office365.com", true)]
#[case("https://login.microsoftonline.us/x", "login.microsoftonline.us", true)]
#[case("https://login.partner.microsoftonline.cn/x", "login.partner.microsoftonline.cn", true)]
#[case("https://microsoftgraph.chinacloudapi.cn/v1.0", "microsoftgraph.chinacloudapi.cn", true)]
#[case("https://dod-graph.microsoft.us/v1.0", "dod-graph.microsoft.us", true)]
#[case("https://contoso.vault.azure.net/secrets", "contoso.vault.azure.net", true)]
#[case("https://api.partnercenter.microsoft.com/v1", "api.partnercenter.microsoft.com", true)]
#[case("https://sts.windows.net/", "sts.windows.net", true)]
#[case("https://contoso.sharepoint.com/sites", "contoso.sharepoint.com", true)]
#[case("https://api.contoso.example/v1", "api.contoso.example", false)]
#[case(
    "https://login.microsoftonline.com.contoso.example/",
    "login.microsoftonline.com.contoso.example",
    false
)]
#[case("https://notmicrosoft.com/", "notmicrosoft.com", false)]
#[case("http://localhost:50342/oauth2", "localhost", false)]
#[case("see https://learn.microsoft.com/entra", "learn.microsoft.com", false)]
fn hosts_are_found_and_microsofts_are_known(
    #[case] text: &str,
    #[case] host: &str,
    #[case] ours: bool,
) {
    let found = extract(text).into_iter().map(|found| found.fact);
    let hosts: Vec<Fact> = found.filter(|fact| matches!(fact, Fact::Host { .. })).collect();
    assert_eq!(hosts, [Fact::Host { name: host.to_owned(), microsoft: ours }]);
}

#[rstest]
#[case("nina@contoso.onmicrosoft.com, nina@mail.office365.com")]
#[case("from identity provider 'live.com'")]
#[case("Microsoft.Graph.Models api.contoso.example localhost: x.y ghost: abc")]
fn what_is_not_a_host_is_not_taken_for_one(#[case] text: &str) {
    assert_eq!(all(text).hosts, [""; 0]);
}

#[rstest]
#[case("Connect-ExchangeOnline", "Exchange Online")]
#[case("the partner centre API", "Partner Center")]
#[case("call to Microsoft Graph failed", "Microsoft Graph")]
#[case("Azure AD", "Microsoft Entra ID")]
fn services_are_known_by_name(#[case] text: &str, #[case] service: &str) {
    assert_eq!(all(text).services, [service]);
}

#[rstest]
#[case::sign_in_page("Correlation Id: #\n", "correlation")]
#[case::json("\"correlation_id\":\"#\"", "correlation")]
#[case::teams("Correlation id for this request : #", "correlation")]
#[case::mac("MSALCorrelationIDKey=#,", "correlation")]
#[case::arm("x-ms-correlation-request-id: #", "correlation")]
#[case::message("Trace ID: # Correlation", "trace")]
#[case::trace_json("'trace_id': '#'", "trace")]
#[case::scanned("\"trace _id\": \"#\"", "trace")]
#[case::graph("\"request-id\": \"#\"", "request")]
#[case::azure("RequestId:#\n", "request")]
#[case::header("x-ms-request-id: #", "request")]
#[case::client("\"client-request-id\":\"#\"", "client")]
#[case::intune("Operation ID (for customer support): # -", "request")]
#[case::consent("use the application with ID '#' named 'x'", "app")]
#[case::not_found("Application with identifier '#' was not found", "app")]
#[case::access("cannot access the application '#'(x)", "app")]
#[case::query("?client_id=#&scope=x", "app")]
#[case::token("\"appid\": \"#\"", "app")]
#[case::portal("Application (client) ID: #", "app")]
fn ids_are_known_by_their_labels(#[case] text: &str, #[case] label: &str) {
    let found = all(&text.replace('#', ID));
    let id = |name| (label == name).then(|| ID.to_owned());
    let ids = [
        found.trace_id,
        found.correlation_id,
        found.request_id,
        found.client_request_id,
        found.app_id,
    ];
    assert_eq!(ids, ["trace", "correlation", "request", "client", "app"].map(id));
}

#[test]
fn the_services_id_of_a_request_and_the_callers_are_told_apart() {
    let other = "3d0a5b1c-8f4e-4f8b-b1f8-0f3f3a9f2d77";
    let found = all(&format!("client-request-id: {other}, request-id: {ID}"));
    assert_eq!(found.request_id.as_deref(), Some(ID));
    assert_eq!(found.client_request_id.as_deref(), Some(other));
}

#[test]
fn an_id_of_zeros_and_one_without_a_label_are_none() {
    let found = all(&format!("Request Id: 00000000-0000-0000-0000-000000000000, tenant {ID}"));
    assert_eq!(found, Extracted::default());
}

#[rstest]
#[case("Timestamp: 2026-03-02 08:14:11Z", Some("2026-03-02T08:14:11Z"))]
#[case("Timestamp:2026-03-02T08:14:11Z", Some("2026-03-02T08:14:11Z"))]
#[case("\"timestamp\":\"2026-03-02 08:14:11Z\"", Some("2026-03-02T08:14:11Z"))]
#[case("\"date\": \"2026-03-02T08:14:11\"", Some("2026-03-02T08:14:11Z"))]
#[case("\"date\": \"Mon, 02 Mar 2026 08:14:11 GMT\"", Some("2026-03-02T08:14:11Z"))]
#[case("Time:2026-03-02T10:14:11.5+02:00", Some("2026-03-02T08:14:11.5Z"))]
#[case("date: 2026-01-01T00:00:00Z, timestamp: 2026-03-02 08:14:11Z", Some("2026-03-02T08:14:11Z"))]
#[case("issued on 2026-03-02T08:14:11Z", None)]
#[case("Timestamp: 2026-13-02 08:14:11Z", None)]
fn the_errors_own_time_is_told_in_utc(#[case] text: &str, #[case] time: Option<&str>) {
    assert_eq!(all(text).timestamp.as_deref(), time);
}

#[test]
fn of_two_errors_each_has_its_own_findings() {
    let text = "AADSTS50076: x\nTimestamp: 2026-03-02 08:14:11Z\n\n403 Forbidden Authorization_RequestDenied";
    let found = extract(text);
    let second = text.find("403").unwrap();
    let (first, second) =
        (Extracted::within(&found, 0..second), Extracted::within(&found, second..text.len()));
    assert_eq!((first.codes, first.http_status), (vec!["AADSTS50076".to_owned()], vec![]));
    assert_eq!(
        (second.codes, second.http_status),
        (vec!["Authorization_RequestDenied".to_owned()], vec![403])
    );
    assert_eq!((first.timestamp.is_some(), second.timestamp.is_some()), (true, false));
}

#[test]
fn the_json_has_the_documented_keys_in_their_order() {
    let json =
        serde_json::to_string(&all("AADSTS50076 in Exchange Online: 400 Bad Request")).unwrap();
    let expected = r#"{"codes":["AADSTS50076"],"http_status":[400],"hosts":[],"trace_id":null,"correlation_id":null,"request_id":null,"client_request_id":null,"app_id":null,"timestamp":null}"#;
    assert_eq!(json, expected);
}

#[test]
fn a_log_that_names_thousands_of_hosts_is_summed_up() {
    let urls: Vec<String> = (0..5_000).map(|n| format!("https://h{n}.contoso.example/")).collect();
    assert_eq!(all(&urls.join(" ")).hosts.len(), MOST);
}

#[test]
fn a_wrapped_error_gives_what_the_plain_one_gives() {
    let plain = format!(
        "400 Bad Request: {{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50076: Due to\r\nTrace ID: {ID}\r\n\
         Timestamp: 2026-03-02 08:14:11Z\",\"error_uri\":\"https://login.microsoftonline.com/error?code=50076\"}}"
    );
    let json = serde_json::to_string(&serde_json::to_string(&plain).unwrap()).unwrap();
    let html = json.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let mail = format!("> {}", html.lines().collect::<Vec<_>>().join("\r\n> "));
    for wrapped in [&plain, &json, &html, &mail] {
        let found = all(unwrap(wrapped).text());
        assert_eq!(found, all(&plain), "{wrapped}");
        assert_eq!((found.codes.len(), found.trace_id.as_deref()), (2, Some(ID)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn findings_of_any_text_lie_in_it_and_in_order(
        parts in prop::collection::vec(prop_oneof![
            Just("AADSTS50076".to_owned()), Just("https://".to_owned()), Just(".".to_owned()), Just("code=".to_owned()),
            Just("\"code\":\"".to_owned()), Just("error_codes:[50076,".to_owned()), Just("Exception".to_owned()),
            Just("timestamp: 2026-03-02 08:14:11".to_owned()), Just("request id: ".to_owned()), Just(ID.to_owned()),
            Just("403".to_owned()), Just(" Forbidden ".to_owned()), Just("é".to_owned()), any::<String>(),
        ], 0..20)
    ) {
        let text = parts.concat();
        let found = extract(&text);
        prop_assert!(found.iter().all(|found| text.get(found.range.clone()).is_some_and(|part| !part.is_empty())));
        prop_assert!(found.is_sorted_by_key(|found| found.range.start));
    }
}
