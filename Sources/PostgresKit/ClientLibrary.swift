internal import Glibc

/// PostgreSQL's own client library, libpq, looked for when it is first needed: a program that never asks for PostgreSQL needs
/// none, neither to be built nor to run. In Debian it is the package libpq5.
struct ClientLibrary: @unchecked Sendable {
    // Pointers to code that stays loaded, so they may be called from anywhere. The names are libpq's, without its PQ.
    typealias Words = UnsafePointer<UnsafePointer<CChar>?>
    let connectdbParams: @convention(c) (Words, Words, CInt) -> OpaquePointer?
    let finish: @convention(c) (OpaquePointer?) -> Void
    let status: @convention(c) (OpaquePointer?) -> CInt
    let errorMessage: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let parameterStatus: @convention(c) (OpaquePointer?, UnsafePointer<CChar>) -> UnsafePointer<CChar>?
    let transactionStatus: @convention(c) (OpaquePointer?) -> CInt
    let socket: @convention(c) (OpaquePointer?) -> CInt
    let sendPrepare:
        @convention(c) (
            OpaquePointer?, UnsafePointer<CChar>, UnsafePointer<CChar>, CInt, UnsafePointer<UInt32>?
        ) -> CInt
    let sendQueryPrepared:
        @convention(c) (
            OpaquePointer?, UnsafePointer<CChar>, CInt, Words?, UnsafePointer<CInt>?, UnsafePointer<CInt>?, CInt
        ) -> CInt
    let sendQuery: @convention(c) (OpaquePointer?, UnsafePointer<CChar>) -> CInt
    let setNonblocking: @convention(c) (OpaquePointer?, CInt) -> CInt
    let flush: @convention(c) (OpaquePointer?) -> CInt
    let consumeInput: @convention(c) (OpaquePointer?) -> CInt
    let isBusy: @convention(c) (OpaquePointer?) -> CInt
    let getResult: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let clear: @convention(c) (OpaquePointer?) -> Void
    let resultStatus: @convention(c) (OpaquePointer?) -> CInt
    let resultErrorField: @convention(c) (OpaquePointer?, CInt) -> UnsafePointer<CChar>?
    let resultErrorMessage: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let ntuples: @convention(c) (OpaquePointer?) -> CInt
    let nfields: @convention(c) (OpaquePointer?) -> CInt
    let fname: @convention(c) (OpaquePointer?, CInt) -> UnsafePointer<CChar>?
    let ftype: @convention(c) (OpaquePointer?, CInt) -> UInt32
    let getvalue: @convention(c) (OpaquePointer?, CInt, CInt) -> UnsafeMutablePointer<CChar>?
    let getlength: @convention(c) (OpaquePointer?, CInt, CInt) -> CInt
    let getisnull: @convention(c) (OpaquePointer?, CInt, CInt) -> CInt
    let cmdTuples: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    /// What it gives begins with the name of the channel.
    let notifies: @convention(c) (OpaquePointer?) -> UnsafeMutablePointer<UnsafePointer<CChar>>?
    let freemem: @convention(c) (UnsafeMutableRawPointer?) -> Void

    /// The library, looked for once.
    static let shared = Result<ClientLibrary, PostgresError> { () throws(PostgresError) in
        try ClientLibrary(named: "libpq.so.5")
    }

    /// - Throws: ``PostgresError`` if it is not on this machine, or lacks something.
    init(named name: String) throws(PostgresError) {
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
            throw PostgresError(
                .noLibrary, "PostgreSQL's client library cannot be loaded (\(String(cString: dlerror())))")
        }
        func function<Function>(_ name: String) throws(PostgresError) -> Function {
            guard let symbol = dlsym(handle, name) else {
                throw PostgresError(.noLibrary, "PostgreSQL's client library lacks \(name)")
            }
            return unsafeBitCast(symbol, to: Function.self)
        }
        connectdbParams = try function("PQconnectdbParams")
        finish = try function("PQfinish")
        status = try function("PQstatus")
        errorMessage = try function("PQerrorMessage")
        parameterStatus = try function("PQparameterStatus")
        transactionStatus = try function("PQtransactionStatus")
        socket = try function("PQsocket")
        sendPrepare = try function("PQsendPrepare")
        sendQueryPrepared = try function("PQsendQueryPrepared")
        sendQuery = try function("PQsendQuery")
        setNonblocking = try function("PQsetnonblocking")
        flush = try function("PQflush")
        consumeInput = try function("PQconsumeInput")
        isBusy = try function("PQisBusy")
        getResult = try function("PQgetResult")
        clear = try function("PQclear")
        resultStatus = try function("PQresultStatus")
        resultErrorField = try function("PQresultErrorField")
        resultErrorMessage = try function("PQresultErrorMessage")
        ntuples = try function("PQntuples")
        nfields = try function("PQnfields")
        fname = try function("PQfname")
        ftype = try function("PQftype")
        getvalue = try function("PQgetvalue")
        getlength = try function("PQgetlength")
        getisnull = try function("PQgetisnull")
        cmdTuples = try function("PQcmdTuples")
        notifies = try function("PQnotifies")
        freemem = try function("PQfreemem")
    }
}
