package org.foldbase.server.dataset.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.shared.Listing;
import org.springframework.stereotype.Component;

/** Puts the names of owners and assemblies to datasets: two statements, however many they are. */
@Component
class Answers {

    private final Accounts accounts;
    private final AssemblyService assemblies;

    Answers(Accounts accounts, AssemblyService assemblies) {
        this.accounts = accounts;
        this.assemblies = assemblies;
    }

    Listing<DatasetAnswer> of(Listing<DatasetView> listing) {
        Map<Long, String> owners =
                accounts.names(
                        listing.rows().stream()
                                .map(it -> it.ownership().ownerId())
                                .collect(Collectors.toSet()));
        Map<Long, String> names =
                assemblies.names(
                        listing.rows().stream()
                                .map(DatasetView::assemblyId)
                                .flatMapToLong(OptionalLong::stream)
                                .boxed()
                                .collect(Collectors.toSet()));
        return listing.map(view ->
                DatasetAnswer.of(
                        view,
                        view.assemblyId().isEmpty()
                                ? Optional.empty()
                                : Optional.ofNullable(names.get(view.assemblyId().getAsLong())),
                        owners.getOrDefault(view.ownership().ownerId(), "")));
    }

    DatasetAnswer of(DatasetView view) {
        return of(new Listing<>(List.of(view), 1, 1, 1)).rows().getFirst();
    }

    /** The name of an owner. */
    String owner(long id) {
        return accounts.names(Set.of(id)).getOrDefault(id, "");
    }
}
