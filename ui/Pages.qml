// What covers the whole window: the first screen, the settings, the glossary. The keyboard goes back to
// where it was before.
import QtQuick
import "glossary"
import "settings"
import "start"

Item {
    id: pages

    required property var window
    required property Item fallback // has the keyboard where nothing had it
    property bool setting: false // the page of settings is open
    readonly property bool open: pages.setting || pages.window.editing
    property Item focusBefore: null

    function openSettings() {
        pages.focusBefore = pages.window.activeFocusItem
        pages.setting = true
    }

    function openGlossary() {
        pages.focusBefore = pages.window.activeFocusItem
        pages.window.glossary.show()
    }

    function giveFocusBack() {
        const back = pages.focusBefore ?? (pages.window.starting ? entry : pages.fallback)
        pages.focusBefore = null
        back.forceActiveFocus(Qt.TabFocusReason)
    }

    onOpenChanged: if (!pages.open) Qt.callLater(pages.giveFocusBack)

    Loader {
        id: entry

        anchors.fill: parent
        active: pages.window.starting
        visible: active
        enabled: !pages.open
        focus: active
        sourceComponent: StartScreen {
            focus: true
            start: pages.window.start
            texts: pages.window.texts
            onModeWanted: mode => pages.window.desk.enter(mode)
            onGlossaryWanted: pages.openGlossary()
            onSettingsWanted: pages.openSettings()
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.setting
        focus: active
        sourceComponent: SettingsPage {
            page: pages.window.settingsPage
            preferences: pages.window.preferences
            texts: pages.window.texts
            focus: true
            onLeaving: pages.setting = false
        }
    }

    Loader {
        id: terms

        anchors.fill: parent
        active: false
        visible: pages.window.editing
        sourceComponent: GlossaryPage {
            editor: pages.window.glossary
            texts: pages.window.texts
        }
    }

    Connections {
        target: pages.window.glossary
        function onOpenChanged() {
            if (pages.window.glossary.open) {
                terms.active = true
                terms.item.takeFocus()
            }
        }
    }
}
