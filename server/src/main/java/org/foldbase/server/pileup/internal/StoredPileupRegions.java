package org.foldbase.server.pileup.internal;

import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.PileupRegionService;
import org.foldbase.server.pileup.PileupRegionView;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.storage.Trash;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Pileup regions as rows of the database and files below the files' root. */
@Service
class StoredPileupRegions implements PileupRegionService {
