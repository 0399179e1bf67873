package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.cli.console.ProgressMeter.Meter;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.NewImport;
import org.foldbase.server.intake.NewUpload;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.springframework.beans.factory.BeanFactory;

/** The datasets of a data directory, through the services that a server has. */
final class LocalCatalogue implements Catalogue {

    private static final String LATER = "it is checked as soon as a server or a worker runs";

    private final BeanFactory beans;
    private final Optional<String> owner;

    LocalCatalogue(BeanFactory beans, Optional<String> owner) {
        this.beans = beans;
        this.owner = owner;
    }

    /** Whoever may read the data directory may do all this anyway. */
    private static Actor operator() {
        return Actor.operator(OperationsLog.who());
    }

    private Actor owner() {
        Accounts accounts = beans.getBean(Accounts.class);
        List<Account> admins =
                accounts.list(operator(), 1, Listing.MAX_SIZE).rows().stream()
                        .filter(it -> it.role() == Role.ADMIN && it.active())
                        .toList();
        Account account =
                owner.isPresent()
                        ? accounts.find(owner.get())
                                .orElseThrow(() ->
                                        Refusal.notFound("there is no user '" + owner.get() + "'"))
                        : only(admins);
        return Actor.of(account.id(), account.name(), Role.ADMIN, TokenScope.ADMIN);
    }

    private static Account only(List<Account> admins) {
        if (admins.size() != 1) {
            throw Refusal.invalid(
                    "say with --owner whose it is to be: there are %d administrators"
                            .formatted(admins.size()));
        }
        return admins.getFirst();
    }

    @Override
    public Added add(NewFile asked, boolean wait, Meter meter) throws IOException {
        IntakeService intake = beans.getBean(IntakeService.class);
        Visibility visibility = Visibility.valueOf(asked.visibility().toUpperCase(Locale.ROOT));
        if (asked.byReference()) {
            DatasetView dataset =
                    intake.importFile(
                            owner(),
                            new NewImport(
                                    asked.file().toString(),
                                    true,
                                    Optional.of(asked.name()),
                                    visibility,
                                    asked.assembly(),
                                    asked.keepCopy()));
            return new Added(dataset.id(), dataset.state().name(), LATER);
        }
        long size = Files.size(asked.file());
        try (InputStream in =
                new MeteredStream(Files.newInputStream(asked.file()), 0, size, meter)) {
            UploadView upload =
                    intake.receive(
                            owner(),
                            new NewUpload(
                                    asked.name(),
                                    OptionalLong.of(size),
                                    visibility,
                                    asked.assembly(),
                                    asked.keepCopy()),
                            in);
            long id = upload.datasetId().orElseThrow();
            return new Added(
                    id,
                    beans.getBean(DatasetService.class)
                            .find(id)
                            .map(it -> it.state().name())
                            .orElse(""),
                    upload.note().orElse(LATER));
        }
    }

    @Override
    public List<Line> list(Optional<String> text) {
        DatasetFilter filter = DatasetFilter.all().with(text);
        List<Line> lines = new ArrayList<>();
        Listing<DatasetView> page;
        int number = 0;
        do {
            page =
                    beans.getBean(DatasetService.class)
                            .list(operator(), filter.page(++number, Listing.MAX_SIZE));
            lines.addAll(lines(page.rows()));
        } while (number < page.pages());
        return lines;
    }

    private List<Line> lines(List<DatasetView> datasets) {
        Set<Long> owners =
                Set.copyOf(datasets.stream().map(it -> it.ownership().ownerId()).toList());
        Map<Long, String> names = beans.getBean(Accounts.class).names(owners);
        Set<Long> ids =
                Set.copyOf(
                        datasets.stream()
                                .flatMapToLong(it -> it.assemblyId().stream())
                                .boxed()
                                .toList());
        Map<Long, String> assemblies = beans.getBean(AssemblyService.class).names(ids);
        return datasets.stream()
                .map(it ->
                        new Line(
                                it.id(),
                                it.name(),
                                it.type().map(Enum::name).orElse(""),
                                assemblies.getOrDefault(it.assemblyId().orElse(-1), ""),
                                it.state().name(),
                                names.getOrDefault(it.ownership().ownerId(), "")))
                .toList();
    }

    @Override
    public void remove(long id, boolean withUses) {
        beans.getBean(DatasetService.class).delete(operator(), id, withUses);
    }
}
