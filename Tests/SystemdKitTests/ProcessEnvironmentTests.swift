import Testing

@testable import SystemdKit

extension ProcessState {
    @Suite struct ProcessEnvironmentTests {
        @Test(arguments: ["plain", "", "a=b=c", "två\nrader"])
        func `a variable comes out as it was set`(value: String) {
            let copy = ProcessState.with(["SYSTEMDKIT_TEST": value]) { ProcessEnvironment.current() }
            #expect(copy["SYSTEMDKIT_TEST"] == value)
        }

        @Test func `a variable that is not set is not there`() {
            let copy = ProcessState.with(["SYSTEMDKIT_TEST": nil]) { ProcessEnvironment.current() }
            #expect(copy["SYSTEMDKIT_TEST"] == nil)
            #expect(copy["PATH"] != nil)
        }

        @Test func `the real environment is the default of whatever depends on it`() throws {
            let directory = try TemporaryDirectory()
            try directory.write(Array("secret".utf8), to: "token")
            let text = try ProcessState.with(["CREDENTIALS_DIRECTORY": directory.path]) {
                try Credentials().text(named: "token")
            }
            #expect(text == "secret")
        }
    }
}
