import CCurl
import Glibc
import Synchronization

/// One exchange: its handle, what came in so far, and why it was ended. Lives on the transport's queue; only
/// ``cancel()`` comes from elsewhere.
final class CurlTransfer: @unchecked Sendable {
    let question: HTTPQuestion
    let policy: AddressPolicy
    let isProxied: Bool
    private let handle: OpaquePointer
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var resolveList: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let isCancelled = Atomic(false)
    private let wake: @Sendable () -> Void
    /// What came in so far.
    var inflow: Inflow
    /// Why a connection was not made, where that was for its address.
    var objection: String?

    init(
        _ question: HTTPQuestion, terms: NetworkTerms, policy: AddressPolicy, proxy: String?, resolve: [String],
        wake: @escaping @Sendable () -> Void
    ) {
        guard let handle = curl_easy_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.handle = OpaquePointer(handle)
        self.question = question
        self.policy = policy
        self.isProxied = proxy != nil
        self.wake = wake
        inflow = Inflow(limits: question.limits)
        errorText.initialize(repeating: 0)
        for (name, value) in question.headers { headerList = curl_slist_append(headerList, "\(name): \(value)") }
        for entry in resolve { resolveList = curl_slist_append(resolveList, entry) }
        configure(UnsafeMutableRawPointer(handle), terms, proxy)
    }

    deinit {
        curl_easy_cleanup(UnsafeMutableRawPointer(handle))
        curl_slist_free_all(headerList)
        curl_slist_free_all(resolveList)
        errorText.deallocate()
    }

    /// Ends it from anywhere.
    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        wake()
    }

    /// Runs it to its end, whichever comes first.
    func run(on multi: CurlMulti) -> Result<HTTPAnswer, FetchFault> {
        let raw = UnsafeMutableRawPointer(multi.handle)
        curl_multi_add_handle(raw, UnsafeMutableRawPointer(handle))
        var watch = PaceWatch(question.limits)
        while true {
            var running: CInt = 0
            curl_multi_perform(raw, &running)
            if let fault = inflow.fault { return .failure(FetchFault(fault.kind, at: question.address, fault.problem)) }
            if inflow.isEnough { return .success(answer) }
            if running == 0 { return outcome(of: raw) }
            if isCancelled.load(ordering: .relaxed) {
                return .failure(FetchFault(.cancelled, at: question.address, "the question was given up"))
            }
            if let problem = watch.problem(at: .now, received: inflow.wireBytes) {
                return .failure(FetchFault(.tooSlow, at: question.address, problem))
            }
            curl_multi_poll(raw, nil, 0, watch.patience(at: .now), nil)
        }
    }

    /// Takes the handle off, which may wait.
    func clear(from multi: CurlMulti) {
        curl_multi_remove_handle(UnsafeMutableRawPointer(multi.handle), UnsafeMutableRawPointer(handle))
    }

    private func outcome(of multi: UnsafeMutableRawPointer) -> Result<HTTPAnswer, FetchFault> {
        var left: CInt = 0
        guard let message = curl_multi_info_read(multi, &left), message.pointee.msg == CURLMSG_DONE else {
            return .failure(FetchFault(.network, at: question.address, "the transfer ended without an outcome"))
        }
        let code = message.pointee.data.result
        guard code == CURLE_OK else { return .failure(fault(for: code)) }
        if let fault = inflow.finish() { return .failure(FetchFault(fault.kind, at: question.address, fault.problem)) }
        return .success(answer)
    }

    private var answer: HTTPAnswer {
        HTTPAnswer(
            status: inflow.status, headers: inflow.headers, body: inflow.body, wireBytes: inflow.wireBytes,
            redirect: text(CURLINFO_REDIRECT_URL))
    }

    private func text(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        ccurl_get_text(UnsafeMutableRawPointer(handle), info, &value)
        return value.map { String(cString: $0) }
    }

    private func fault(for code: CURLcode) -> FetchFault {
        if let objection { return FetchFault(.notAllowed, at: question.address, objection) }
        let said = errorText.baseAddress.map { String(cString: $0) } ?? ""
        let reason = Excerpt.visible(said.isEmpty ? String(cString: curl_easy_strerror(code)) : said)
        let host = question.address.host
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return FetchFault(.network, at: question.address, "the name of \(host) is not found (\(reason))")
        case CURLE_COULDNT_CONNECT:
            return FetchFault(.network, at: question.address, "no connection to \(host) (\(reason))")
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY:
            return FetchFault(.cutOff, at: question.address, "the answer of \(host) is cut off (\(reason))")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CERTPROBLEM:
            return FetchFault(.untrusted, at: question.address, "\(host) is not trusted (\(reason))")
        case CURLE_OPERATION_TIMEDOUT:
            return FetchFault(.tooSlow, at: question.address, "\(host) did not answer in time (\(reason))")
        default:
            return FetchFault(.network, at: question.address, "the exchange with \(host) failed (\(reason))")
        }
    }
}

// MARK: - What libcurl is told

extension CurlTransfer {
    private func configure(_ handle: UnsafeMutableRawPointer, _ terms: NetworkTerms, _ proxy: String?) {
        ccurl_set_text(handle, CURLOPT_URL, question.address.description)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, question.address.scheme.rawValue)
        ccurl_set_number(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        ccurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_number(handle, CURLOPT_QUICK_EXIT, 1)
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText.baseAddress)
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
        ccurl_set_list(handle, CURLOPT_RESOLVE, resolveList)
        // Unpacked by ``Inflater``, which knows whether the end came.
        ccurl_set_number(handle, CURLOPT_HTTP_CONTENT_DECODING, 0)
        // An empty proxy also keeps libcurl from reading the environment.
        ccurl_set_text(handle, CURLOPT_PROXY, proxy ?? "")
        ccurl_set_text(handle, CURLOPT_NOPROXY, "")
        ccurl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let body = question.body {
            body.withUnsafeBytes { _ = ccurl_set_bytes(handle, $0.baseAddress, curl_off_t($0.count)) }
        }
        secure(handle, terms)
        listen(handle)
    }

    private func secure(_ handle: UnsafeMutableRawPointer, _ terms: NetworkTerms) {
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = terms.certificates {
            ccurl_set_text(handle, CURLOPT_CAINFO, file)
            ccurl_set_text(handle, CURLOPT_CAPATH, nil)
        }
    }

    private func listen(_ handle: UnsafeMutableRawPointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, me)
        ccurl_set_data_function(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(me!).takeUnretainedValue()
            let isTaken = transfer.inflow.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
            // Anything but the count ends the transfer.
            return isTaken ? size * count : 0
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, me)
        ccurl_set_data_function(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, me in
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(me!).takeUnretainedValue()
            let isTaken = transfer.inflow.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return isTaken ? size * count : 0
        }
        ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, me)
        ccurl_set_socket_function(handle) { me, _, target in
            Unmanaged<CurlTransfer>.fromOpaque(me!).takeUnretainedValue().socket(to: target!)
        }
    }

    /// Makes a socket to an address that may be asked.
    private func socket(to target: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let address = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(target) + MemoryLayout<curl_sockaddr>.offset(of: \.addr)!,
            count: Int(target.pointee.addrlen))
        // The operator chose the proxy, wherever it stands.
        if !isProxied {
            guard let ip = IPAddress(family: target.pointee.family, socketAddress: address) else { return -1 }
            if let objection = policy.objection(to: ip, over: question.address.scheme) {
                self.objection = objection
                return -1
            }
        }
        return Glibc.socket(
            target.pointee.family, target.pointee.socktype | CInt(SOCK_CLOEXEC.rawValue), target.pointee.protocol)
    }
}
