package org.foldbase.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.Role;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first administrator, and the last one. */
class StoredAccountsTest {

    @TempDir private Path dataDir;

    @Test
    void theFirstLinkIsGivenUntilSomebodyHasAPasswordAndTheLastAdministratorStays() {
        try (TestServer server = TestServer.startIdle(TestDatabase.SQLITE, dataDir, Map.of())) {
            Accounts accounts = server.bean(Accounts.class);
            OneTimeLink lost = accounts.firstAdminLink().orElseThrow();
            OneTimeLink link = accounts.firstAdminLink().orElseThrow();
            Logins logins = server.bean(Logins.class);
            assertThat(logins.link(lost.key())).isEmpty();
            assertThat(link.toString()).doesNotContain(link.key());
            logins.signInOnce(
                    link.key(),
                    TestServer.PASSWORD,
                    new Origin("127.0.0.1", Optional.of("a test")));
            assertThat(accounts.firstAdminLink()).isEmpty();

            Account admin = accounts.find("admin").orElseThrow();
            assertThat(admin.role()).isEqualTo(Role.ADMIN);
            assertThatThrownBy(() -> accounts.disable(TestServer.OPERATOR, admin.id()))
                    .hasMessageContaining("only administrator");
            assertThatThrownBy(
                            () -> accounts.changeRole(TestServer.OPERATOR, admin.id(), Role.VIEWER))
                    .hasMessageContaining("only administrator");
            server.user("second", Role.ADMIN);
            accounts.disable(TestServer.OPERATOR, admin.id());
            assertThat(accounts.find("admin").map(Account::active)).contains(false);
        }
    }
}
